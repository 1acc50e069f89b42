"""Titles, post grades and pay grades: three things, decided apart (职称、岗位等级、工资)."""
