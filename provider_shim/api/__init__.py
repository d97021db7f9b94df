"""The OpenAI API, through the ``openai`` package: requests, answers, retries and pace."""
