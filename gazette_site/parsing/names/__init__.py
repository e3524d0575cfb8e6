"""Names and what stands for them: 文种 and carried titles, 发文机关, names of orders, numbers in a row, persons."""
