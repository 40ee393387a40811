"""Coordinates of the Dutch grid (RD, EPSG 28992) as latitude and longitude (WGS 84).

The approximation of F. H. Schreutelkamp and G. L. Strang van Hees, Benaderingsformules voor de transformatie tussen RD-
en WGS84-kaartcoördinaten (Geodesia, 2001): within a metre in the Netherlands.
"""

ORIGIN = (155_000.0, 463_000.0)
AMERSFOORT = (52.15517440, 5.38720621)
# power of dX, power of dY, seconds of arc; dX and dY in units of 100 km from Amersfoort
LATITUDE = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
LONGITUDE = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
EAST, NORTH = (0.0, 300_000.0), (300_000.0, 625_000.0)


def to_degrees(x: float, y: float) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, six decimals; None outside the grid."""
    if not (EAST[0] <= x <= EAST[1] and NORTH[0] <= y <= NORTH[1]):
        return None
    dx, dy = (x - ORIGIN[0]) * 1e-5, (y - ORIGIN[1]) * 1e-5
    return tuple(  # type: ignore[return-value]
        round(start + sum(k * dx**p * dy**q for p, q, k in terms) / 3600, 6)
        for start, terms in zip(AMERSFOORT, (LATITUDE, LONGITUDE), strict=True)
    )
