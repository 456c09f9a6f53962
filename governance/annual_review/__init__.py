"""The annual review of institutions (条例 arts. 43–45): institutions confirm, cities review, the province decides."""
