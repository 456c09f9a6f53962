"""The API kit: who may ask, how a request is read, how an answer and a refusal look. Resources live in the apps."""
