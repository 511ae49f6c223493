"""The risk–coverage curve as an SVG picture, with its figures in words for who does not see it."""

from collections.abc import Sequence
from html import escape

from evals.answers.risk_coverage import Point

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _EDGE = 640, 400, 70, 60, 20


def curve_picture(points: Sequence[Point], now: float, caption: str) -> str:
    """SVG, whole; the point nearest to the threshold `now` is marked."""
    marked = min(points, key=lambda point: abs(point.threshold - now))
    line = " ".join(f"{_x(point):.1f},{_y(point):.1f}" for point in points)
    said = "; ".join(f"{point.coverage:.2f} answered, {point.risk:.2f} wrong" for point in points[::3])
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="name told" font-family="system-ui, sans-serif" font-size="14" fill="#1b1b1b">',
        f'<title id="name">{escape(caption)}</title><desc id="told">{escape(said)}</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *_grid(),
        f'<polyline points="{line}" fill="none" stroke="#1b1b1b" stroke-width="2.5"/>',
        *(f'<circle cx="{_x(point):.1f}" cy="{_y(point):.1f}" r="3.5"/>' for point in points),
        f'<circle cx="{_x(marked):.1f}" cy="{_y(marked):.1f}" r="8" fill="#ffe615" stroke="#1b1b1b" stroke-width="2"/>',
        f'<text x="{_x(marked) - 12:.1f}" y="{_y(marked) - 14:.1f}" text-anchor="end">now ({marked.threshold:.2f}): '
        f"{marked.coverage:.0%} answered, {marked.risk:.0%} of it wrong</text>",
        "</svg>\n",
    ))  # fmt: skip


def _x(point: Point) -> float:
    return _LEFT + point.coverage * (_WIDTH - _LEFT - _EDGE)


def _y(point: Point) -> float:
    return _HEIGHT - _BOTTOM - point.risk * (_HEIGHT - _BOTTOM - _EDGE)


def _grid() -> list[str]:
    lines: list[str] = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        at = Point(0, share, share, 0)
        upright, level = f"{_x(at):.1f} {_EDGE}V{_HEIGHT - _BOTTOM}", f"{_LEFT} {_y(at):.1f}H{_WIDTH - _EDGE}"
        lines += [
            f'<path d="M{upright}M{level}" stroke="#d0d0d0"/>',
            f'<text x="{_x(at):.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{share:.0%}</text>',
            f'<text x="{_LEFT - 10}" y="{_y(at) + 5:.1f}" text-anchor="end">{share:.0%}</text>',
        ]
    middle = _HEIGHT / 2 - 20
    return [
        *lines,
        f'<text x="{(_WIDTH + _LEFT) / 2}" y="{_HEIGHT - 14}" text-anchor="middle">coverage: questions answered</text>',
        f'<text transform="translate(18 {middle}) rotate(-90)" text-anchor="middle">risk: wrong answers</text>',
    ]
