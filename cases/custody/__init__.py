"""Custody of appraisal materials: who had them, where, and what the chain does not say (程序通则 art. 22)."""
