"""Pictures in few colours, so that hundreds of them fit into the repository."""

import base64
import struct
import zlib

from playwright.sync_api import BrowserContext

COLOURS = 128


def reduced(context: BrowserContext, shot: bytes, width: int, height: int) -> bytes:
    """Return the PNG `shot` in its most frequent colours; the browser itself reads the picture."""
    blank = context.new_page()
    answer = blank.evaluate(_REDUCE, [base64.b64encode(shot).decode(), COLOURS])
    blank.close()
    return _png(width, height, base64.b64decode(answer["palette"]), base64.b64decode(answer["pixels"]))


# The browser reads the picture and answers its most frequent colours and the number of one of them for each pixel.
_REDUCE = """async ([shot, colours]) => {
  const bytes = await (await fetch("data:image/png;base64," + shot)).blob();
  const picture = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(picture, 0, 0);
  const data = new Uint32Array(brush.getImageData(0, 0, picture.width, picture.height).data.buffer);
  const counts = new Map();
  for (const colour of data) counts.set(colour, (counts.get(colour) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, colours).map((each) => each[0]);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const known = new Map(palette.map((colour, place) => [colour, place]));
  const heads = palette.map(parts);
  const nearest = (colour) => {
    const [red, green, blue] = parts(colour);
    let best = 0, least = Infinity;
    heads.forEach(([r, g, b], place) => {
      const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (far < least) { least = far; best = place; }
    });
    known.set(colour, best);
    return best;
  };
  const pixels = Uint8Array.from(data, (colour) => known.get(colour) ?? nearest(colour));
  const text = (array) => {
    let all = "";
    for (let at = 0; at < array.length; at += 32768) all += String.fromCharCode(...array.subarray(at, at + 32768));
    return btoa(all);
  };
  return { palette: text(Uint8Array.from(heads.flat())), pixels: text(pixels) };
}"""


def _png(width: int, height: int, palette: bytes, pixels: bytes) -> bytes:
    """Return an indexed PNG of one byte a pixel."""
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, width * height, width))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"PLTE", palette), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
