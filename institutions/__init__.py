"""Institutions: licences, scope, accreditation, equipment, restrictions, findings."""
