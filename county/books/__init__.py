"""Books (登记簿的格式): what the entries of each register say, how people write it down, and the workbook for it."""
