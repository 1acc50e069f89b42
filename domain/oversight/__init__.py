"""Oversight of appraisals: trained evaluators, inspections, reviews of the procedure."""
