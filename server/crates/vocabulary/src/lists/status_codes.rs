//! HTTP status codes.

/// An HTTP status code and its usual words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatusCode {
    /// 100 to 599.
    pub code: u16,
    /// The reason phrase, good as a first description of the response.
    pub phrase: &'static str,
}

const fn code(code: u16, phrase: &'static str) -> StatusCode {
    StatusCode { code, phrase }
}

/// The registered status codes, ascending.
/// Source: <https://www.iana.org/assignments/http-status-codes>.
pub static STATUS_CODES: &[StatusCode] = &[
    code(100, "Continue"),
    code(101, "Switching Protocols"),
    code(102, "Processing"),
    code(103, "Early Hints"),
    code(200, "OK"),
    code(201, "Created"),
    code(202, "Accepted"),
    code(203, "Non-Authoritative Information"),
    code(204, "No Content"),
    code(205, "Reset Content"),
    code(206, "Partial Content"),
    code(207, "Multi-Status"),
    code(208, "Already Reported"),
    code(226, "IM Used"),
    code(300, "Multiple Choices"),
    code(301, "Moved Permanently"),
    code(302, "Found"),
    code(303, "See Other"),
    code(304, "Not Modified"),
    code(305, "Use Proxy"),
    code(307, "Temporary Redirect"),
    code(308, "Permanent Redirect"),
    code(400, "Bad Request"),
    code(401, "Unauthorized"),
    code(402, "Payment Required"),
    code(403, "Forbidden"),
    code(404, "Not Found"),
    code(405, "Method Not Allowed"),
    code(406, "Not Acceptable"),
    code(407, "Proxy Authentication Required"),
    code(408, "Request Timeout"),
    code(409, "Conflict"),
    code(410, "Gone"),
    code(411, "Length Required"),
    code(412, "Precondition Failed"),
    code(413, "Content Too Large"),
    code(414, "URI Too Long"),
    code(415, "Unsupported Media Type"),
    code(416, "Range Not Satisfiable"),
    code(417, "Expectation Failed"),
    code(421, "Misdirected Request"),
    code(422, "Unprocessable Content"),
    code(423, "Locked"),
    code(424, "Failed Dependency"),
    code(425, "Too Early"),
    code(426, "Upgrade Required"),
    code(428, "Precondition Required"),
    code(429, "Too Many Requests"),
    code(431, "Request Header Fields Too Large"),
    code(451, "Unavailable For Legal Reasons"),
    code(500, "Internal Server Error"),
    code(501, "Not Implemented"),
    code(502, "Bad Gateway"),
    code(503, "Service Unavailable"),
    code(504, "Gateway Timeout"),
    code(505, "HTTP Version Not Supported"),
    code(506, "Variant Also Negotiates"),
    code(507, "Insufficient Storage"),
    code(508, "Loop Detected"),
    code(510, "Not Extended"),
    code(511, "Network Authentication Required"),
];

/// The reason phrase of a registered status code.
pub fn reason_phrase(code: u16) -> Option<&'static str> {
    STATUS_CODES.binary_search_by_key(&code, |known| known.code).ok().map(|at| STATUS_CODES[at].phrase)
}

/// What a response means to a connector, by its status code as the key of `responses` writes it: three digits, or
/// `default`. `None` for anything else.
pub fn response_meaning(key: &str) -> Option<&'static str> {
    if key == "default" {
        return Some("The answer for all status codes that are not listed.");
    }
    match key {
        "304" => return Some("Nothing has changed since the last request, so there is no content."),
        "408" | "429" => {
            return Some("The service wants the call later. By default, the platform waits and tries again.");
        }
        _ => {}
    }
    let is_code = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let class = key.bytes().next().filter(|_| is_code)?;
    Some(match class {
        b'1' => "An interim answer; the final one follows.",
        b'2' => {
            "The call has succeeded. The schema of the first such answer becomes the outputs that makers see."
        }
        b'3' => "The service sends the caller to another address.",
        b'4' => {
            "The call was not accepted: the input, the permission or the address is wrong. The step fails."
        }
        b'5' => "The service has failed. By default, the platform tries again before the step fails.",
        _ => return None,
    })
}
