"""The 24 solar terms (절기): the days on which the sun reaches each fifteenth degree.

The sun's apparent longitude is Newcomb's mean motion with the largest terms of the planets and the
moon, as in Meeus's handbooks. It tells the moment within three minutes, so that the day is another
one only for a term that falls that close to midnight.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from math import cos, radians, sin
from typing import Final

TERMS: Final = (
    *("소한", "대한", "입춘", "우수", "경칩", "춘분"),
    *("청명", "곡우", "입하", "소만", "망종", "하지"),
    *("소서", "대서", "입추", "처서", "백로", "추분"),
    *("한로", "상강", "입동", "소설", "대설", "동지"),
)
"""In the order of a year, each fifteen degrees on."""
FIRST_DEGREE: Final = 285
"""The sun's longitude at 소한, the first of a year."""
EPOCH: Final = datetime(1899, 12, 31, 12)
"""Noon from which the motion is counted in Julian centuries."""
CENTURY: Final = 36525.0
YEAR: Final = 365.2422
KOREAN_TIME: Final = timedelta(hours=9, seconds=-69)
"""Korean standard time, less what the earth's turning lags behind the clock of the motion."""


@lru_cache(maxsize=1 << 8)
def solar_term(name: str, year: int) -> date:
    """Return the day of a solar term in a year of the Gregorian calendar.

    >>> solar_term("동지", 2024)
    datetime.date(2024, 12, 21)
    """
    which = TERMS.index(name)
    days = (date(year, 1, 1) - EPOCH.date()).days + 5 + which * YEAR / len(TERMS)
    for _ in range(4):  # each step leaves about a thirtieth of the error
        off = (FIRST_DEGREE + 15 * which - _longitude(days) + 180) % 360 - 180
        days += off / 360 * YEAR
    return (EPOCH + timedelta(days=days) + KOREAN_TIME).date()


def _longitude(days: float) -> float:
    """Return the sun's apparent longitude in degrees, so many days after the epoch."""
    t = days / CENTURY
    anomaly = radians(358.47583 + 35999.04975 * t)
    centre = (
        (1.91946 - 0.004789 * t) * sin(anomaly)
        + (0.020094 - 0.0001 * t) * sin(2 * anomaly)
        + 0.000293 * sin(3 * anomaly)
    )
    planets = (
        0.00134 * cos(radians(153.23 + 22518.7541 * t))
        + 0.00154 * cos(radians(216.57 + 45037.5082 * t))
        + 0.002 * cos(radians(312.69 + 32964.3577 * t))
        + 0.00179 * sin(radians(350.74 + 445267.1142 * t))
        + 0.00178 * sin(radians(231.19 + 20.2 * t))
    )
    nutation = 0.00479 * sin(radians(259.18 - 1934.142 * t))
    mean = 279.69668 + 36000.76892 * t + 0.0003025 * t * t
    return (mean + centre + planets - 0.00569 - nutation) % 360
