#!/usr/bin/env python3
"""Verifies a signed deployment plan without Homeport. Needs Python 3.9 and the package "cryptography".

    python3 verify.py [FINGERPRINT]...      in the folder that the bundle was unpacked to

FINGERPRINT is the full key id (64 hex digits) of a signer, received by another way than this bundle. With
fingerprints, every one of them must have signed. Without, the result says only that nothing was changed.
This shows that the bytes are genuine. It does not derive the assessment again: "homeport verify" does.
"""
import base64
import binascii
import hashlib
import json
import pathlib
import re
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://homeport.example/plan-decision/v1"
PRIME = 2**255 - 19
# y coordinates of the points of small order: with such a key one signature fits every message.
ORDER_EIGHT = 2707385501144840649318225287225658788936804267575313519463743609750303021402
SMALL_ORDER = {0, 1, PRIME - 1, ORDER_EIGHT, PRIME - ORDER_EIGHT}


class Refused(Exception):
    pass


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused("a member stands there twice")
    return members


def read_json(data):
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=unique)
    except (ValueError, RecursionError) as error:
        raise Refused("not JSON") from error


def decode(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise Refused("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise Refused("base64 that is not in its one exact form")
    return data


def read_key(key_id):
    path = pathlib.Path("keys", key_id + ".pem")
    if not path.is_file():
        raise Refused(f"{path} is missing")
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except Exception as error:
        raise Refused(f"{path} is no public key") from error
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if hashlib.sha256(der).hexdigest() != key_id:
        raise Refused(f"{path} is not the key it is named for")
    if isinstance(key, ed25519.Ed25519PublicKey):
        y = int.from_bytes(der[-32:], "little") & (2**255 - 1)
        if y >= PRIME or y in SMALL_ORDER:
            raise Refused("a weak key, with which anybody could sign")
    return key


def check_signature(key, signature, message):
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        elif isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1":
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp384r1":
            key.verify(signature, message, ec.ECDSA(hashes.SHA384()))
        else:
            raise Refused("the key is not Ed25519, P-256 or P-384")
    except InvalidSignature as error:
        raise Refused("the signature does not match") from error


def check_statement(path, plan_hash):
    envelope = read_json(path.read_bytes())
    if not isinstance(envelope, dict) or set(envelope) != {"payload", "payloadType", "signatures"}:
        raise Refused("not in the documented form")
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise Refused("another kind of content")
    signatures = envelope["signatures"]
    if not isinstance(signatures, list) or not 1 <= len(signatures) <= 4:
        raise Refused("no signature, or too many")
    payload = decode(envelope["payload"])
    message = b"DSSEv1 %d %s %d %s" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)
    keys = set()
    for entry in signatures:
        if not isinstance(entry, dict) or set(entry) != {"keyid", "sig"}:
            raise Refused("not in the documented form")
        if not isinstance(entry["keyid"], str) or not re.fullmatch("[0-9a-f]{64}", entry["keyid"]):
            raise Refused("not in the documented form")
        check_signature(read_key(entry["keyid"]), decode(entry["sig"]), message)
        keys.add(entry["keyid"])
    statement = read_json(payload)
    if statement.get("_type") != STATEMENT_TYPE or statement.get("predicateType") != PREDICATE_TYPE:
        raise Refused("not a statement about a plan")
    if statement.get("subject") != [{"digest": {"sha256": plan_hash}, "name": "plan.json"}]:
        raise Refused("it is about another plan.json")
    predicate = statement["predicate"]
    if predicate["signer"]["keyId"] not in keys:
        raise Refused("the signer it names has not signed it")
    print(f"{path}: {predicate['decision']}, role {predicate['role']}, claimed time {predicate['claimedTime']}")
    for key in sorted(keys):
        print(f"  key {key}")
    return keys


def main(wanted):
    plan_path = pathlib.Path("plan.json")
    if not plan_path.is_file():
        raise Refused("plan.json is missing; run this in the folder of the bundle")
    plan = plan_path.read_bytes()
    read_json(plan)
    plan_hash = hashlib.sha256(plan).hexdigest()
    seen = set()
    for path in sorted(pathlib.Path("statements").glob("*.dsse.json")):
        try:
            seen |= check_statement(path, plan_hash)
        except Refused as fault:
            raise Refused(f"{path}: {fault}") from fault
    if not seen:
        raise Refused("there is no statement: the plan is not signed")
    print(f"plan.json SHA-256 {plan_hash}")
    for key in wanted:
        if key not in seen:
            raise Refused(f"nobody signed with {key}")
    if wanted:
        print("VALID: nothing was changed, and the keys you named have signed")
    else:
        print("GENUINE: nothing was changed. Who signed is not shown: compare the keys above with ones you received by another way")


try:
    main(sys.argv[1:])
except Refused as fault:
    print(f"INVALID: {fault}")
    sys.exit(1)
