"""Sealed data folders as small archives, byte for byte: what is sealed cannot be packed, so a database is kept as its plain pages beside their seals.

A second reading of docs/formats/seal.md, apart from Davy's own: libsodium, the key file, seal.json, pages of 4,096 bytes with nonce and proof in the last 40."""
import ctypes
import io
import json
import pathlib
import tarfile

PAGE, NONCE, PROOF = 4096, 24, 16
PLAIN = PAGE - NONCE - PROOF
SODIUM = ctypes.CDLL("libsodium.so.23")
SEALED = ("davy.db", "credentials.db")


def _length(bytes):
    return ctypes.c_ulonglong(len(bytes))


def _open(sealed, nonce, proof, key, about):
    plain = ctypes.create_string_buffer(len(sealed))
    if SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain, None, sealed, _length(sealed), proof, about, _length(about), nonce, key) != 0:
        raise ValueError(f"{about.decode()} does not open")
    return plain.raw


def _seal(plain, nonce, key, about):
    sealed, proof = ctypes.create_string_buffer(len(plain)), ctypes.create_string_buffer(PROOF)
    SODIUM.crypto_aead_xchacha20poly1305_ietf_encrypt_detached(sealed, proof, None, plain, _length(plain), about, _length(about), None, nonce, key)
    return sealed.raw, proof.raw


def page_key(seal_json, key_file):
    """The first key that follows from the data key, which the key file's last line opens."""
    wrapping = bytes.fromhex(key_file.decode().split("\n")[2])
    sealed = bytes.fromhex(json.loads(seal_json)["key"])
    cut = len(sealed) - NONCE - PROOF
    data_key = _open(sealed[:cut], sealed[cut:cut + NONCE], sealed[cut + NONCE:], wrapping, b"davy-seal-1")
    key = ctypes.create_string_buffer(32)
    SODIUM.crypto_kdf_derive_from_key(key, ctypes.c_size_t(32), ctypes.c_uint64(1), b"davyseal", data_key)
    return key.raw


def _pages(bytes, size):
    return [bytes[at:at + size] for at in range(0, len(bytes), size)]


def _apart(sealed, key):
    """(plain pages, their seals); a page that was never written is zeros in both."""
    plain, seals = [], []
    for number, page in enumerate(_pages(sealed, PAGE)):
        cipher, nonce, proof = page[:PLAIN], page[PLAIN:PLAIN + NONCE], page[PLAIN + NONCE:]
        plain.append(_open(cipher, nonce, proof, key, b"page %d" % number) if any(page) else cipher)
        seals.append(nonce + proof)
    return b"".join(plain), b"".join(seals)


def _together(plain, seals, key):
    sealed = []
    for number, (page, seal) in enumerate(zip(_pages(plain, PLAIN), _pages(seals, NONCE + PROOF))):
        if any(seal):
            page, proof = _seal(page, seal[:NONCE], key, b"page %d" % number)
            if proof != seal[NONCE:]:
                raise ValueError(f"page {number} is not what was kept")
        sealed.append(page + seal)
    return b"".join(sealed)


def keep(data, archive, name):
    """The stopped folder `data`, with the key beside it, as `archive`."""
    key_file = pathlib.Path(f"{data}.key").read_bytes()
    key = page_key((data / "seal.json").read_bytes(), key_file)
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        def add(inside, content):
            member = tarfile.TarInfo(f"{name}{inside}")
            member.size, member.mode = len(content), 0o600
            packed.addfile(member, io.BytesIO(content))

        add(".key", key_file)
        for path in sorted(path for path in data.rglob("*") if path.is_file() and path.name != "davy.lock"):
            inside = f"/{path.relative_to(data)}"
            if path.name not in SEALED:
                add(inside, path.read_bytes())
                continue
            plain, seals = _apart(path.read_bytes(), key)
            add(inside + ".plain", plain)
            add(inside + ".seals", seals)


def clear_copy(data, to):
    """The journal, views and samples of a sealed folder as a database that anybody can read."""
    key = page_key((data / "seal.json").read_bytes(), pathlib.Path(f"{data}.key").read_bytes())
    plain, _ = _apart((data / "davy.db").read_bytes(), key)
    to.write_bytes(b"".join(page + bytes(PAGE - PLAIN) for page in _pages(plain, PLAIN)))
    return to


def lay_out(archive, folder, name):
    """The folder as it was, in `folder`, with its key beside it."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder)
    data, key_path = folder / name, folder / f"{name}.key"
    data.chmod(0o700)
    key_path.chmod(0o600)
    key = page_key((data / "seal.json").read_bytes(), key_path.read_bytes())
    for database in SEALED:
        plain, seals = data / f"{database}.plain", data / f"{database}.seals"
        (data / database).write_bytes(_together(plain.read_bytes(), seals.read_bytes(), key))
        (data / database).chmod(0o600)
        plain.unlink()
        seals.unlink()
    return data
