"""What people write for the county (配置): two TOML files and a workbook, every fault named by file and line."""
