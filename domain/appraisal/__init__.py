"""Annual appraisal (年度考核): one body's appraisal of one year, from its plan to the file."""
