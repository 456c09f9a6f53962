"""What a citizen meets without an account: filing question by question, the receipt, following."""
