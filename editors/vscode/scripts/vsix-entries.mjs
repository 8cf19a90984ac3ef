// What a package holds, from the directory at the end of the zip file
// (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16).

const END = 0x06054b50;

/** Each file's name, Unix mode, and sizes in bytes. */
export function entries(zip) {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END) {
    end -= 1;
  }
  const found = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const length = zip.readUInt16LE(at + 28);
    found.push({
      name: zip.toString("utf8", at + 46, at + 46 + length),
      mode: zip.readUInt32LE(at + 38) >>> 16,
      size: zip.readUInt32LE(at + 24),
      compressed: zip.readUInt32LE(at + 20),
    });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
