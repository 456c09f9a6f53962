"""The letter of entrustment: what client and institution agree at acceptance, and what they change later by consent."""
