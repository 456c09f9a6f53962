"""Scope, accreditation, bars and renewals of an institution: what it may do today and why, for pages and programs."""
