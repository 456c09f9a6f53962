"""The policy's articles, tasks and delegation pages."""
