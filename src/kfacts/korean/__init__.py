"""The Korean language: tags, tokens, numbers and dates. Nothing here knows about facts."""
