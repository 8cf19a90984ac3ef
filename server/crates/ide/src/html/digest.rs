//! What the content security policy allows: our style and our script, each by its digest.

/// The policy of a page with this style and this script, given by their digests: nothing from anywhere, no style or script
/// but ours, no form that is sent.
pub(crate) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use sha2::{Digest, Sha256};

    /// A digest as content security policies write it.
    pub(crate) fn digest(text: &str) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let digest = Sha256::digest(text.as_bytes());
        let letters = digest.chunks(3).flat_map(|bytes| {
            let part = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
            let bits = part(0) << 16 | part(1) << 8 | part(2);
            (0..4).map(move |at| {
                if at <= bytes.len() { LETTERS[(bits >> (18 - 6 * at) & 63) as usize] as char } else { '=' }
            })
        });
        format!("sha256-{}", letters.collect::<String>())
    }
}
