"""The portal of the night's measurements: static pages on nginx, the county that names its columns, who walks it."""
