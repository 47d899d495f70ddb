"""An audit of a built site: every number that it shows is one that it may show.

It knows nothing of the generator. It reads the published data (`data/*.csv`), the reports as they
were received, and the pages as a browser gets them, and works out by itself what each number on a
page must be:

- `norsk`: numbers, months and periods in bokmål, read and written
- `sentences`: what is told of a series, worked out from its figures
- `published`: the observations and code lists, and the codes of a name
- `pages`: a page, its parts, and what has been found on it
- `tables`: every cell of every table of figures is the observation that its heads name
- `charts`: headlines, descriptions, specs and drawings say what the observations say
- `parts`: key figures, lists of measures and other parts with figures of their own
- `drawings`: what is drawn lies where the figures put it
- `counts`: pages that count files, checks, repairs and months
- `reports`: a report's page shows the report's own lines
- `search`: the index of the search holds no figure
- `rules`: what may explain a number in any other text or attribute
- `english`: each English page says the same numbers as the Norwegian one, in the same places
- `audit`: all of it together
"""
