"""The verbs of the documents app: taking files in and handing them out."""
