"""Attendance (考勤): recorded by day, public by week, settled by month (日清、周公示、月兑现)."""
