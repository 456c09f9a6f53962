"""The launcher behind `make`: builds the environment, starts the servers, runs the portal, its tests and checks.

Only the standard library is used here, because it runs before anything is installed. The one
exception, `workshop.catalogue`, is started with the finished virtual environment.
"""
