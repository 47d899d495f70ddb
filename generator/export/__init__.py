"""The publication in the forms that other people's tools read: after package, before render.

Every form has every figure with its codes, names, status and place in the report. A hidden figure
is a value of its own in each: ``*`` to people, no number and the status ``skjermet`` to programs.
"""
