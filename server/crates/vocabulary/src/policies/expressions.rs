//! The functions that policy parameters can call.

use crate::member::Standing;

/// A function of the expression language inside policy parameters: `@connectionParameters('host')`.
#[derive(Clone, Copy, Debug)]
pub struct ExpressionFunction {
    /// The name, without `@`. The platform compares without case.
    pub name: &'static str,
    /// How it is called, with `@` and arguments.
    pub call: &'static str,
    /// The fewest arguments it takes.
    pub min_arguments: u8,
    /// The most arguments it takes.
    pub max_arguments: u8,
    /// The arguments in order, as many as it takes at most.
    pub parameters: &'static [FunctionParameter],
    /// Whether it is written without parentheses.
    pub is_constant: bool,
    /// What it yields: one or two sentences.
    pub doc: &'static str,
    /// How well it is known.
    pub standing: Standing,
}

/// An argument of an [`ExpressionFunction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunctionParameter {
    /// How [`ExpressionFunction::call`] writes it, quotes included; there only once.
    pub label: &'static str,
    /// What it means: one sentence.
    pub doc: &'static str,
}

const fn argument(label: &'static str, doc: &'static str) -> FunctionParameter {
    FunctionParameter { label, doc }
}

const DEFAULT: FunctionParameter = argument("'default'", "The text to use when there is no such value.");
const HEADER: FunctionParameter = argument("'name'", "Name of the header; letter case does not matter.");

impl ExpressionFunction {
    const fn new(
        name: &'static str,
        call: &'static str,
        min_arguments: u8,
        parameters: &'static [FunctionParameter],
        doc: &'static str,
    ) -> ExpressionFunction {
        ExpressionFunction {
            name,
            call,
            min_arguments,
            max_arguments: parameters.len() as u8,
            parameters,
            is_constant: false,
            doc,
            standing: Standing::Documented,
        }
    }
}

/// Every known function, sorted by name without regard to case.
///
/// A call stands anywhere in a text and may go on with members: `@body().value[0].id`. `@{…}` marks
/// where it ends. Texts in arguments have single quotes.
pub static EXPRESSION_FUNCTIONS: &[ExpressionFunction] = &[
    ExpressionFunction::new(
        "body",
        "@body()",
        0,
        &[],
        "The body of the request or of the response, by the section of the policy.",
    ),
    ExpressionFunction::new(
        "connectionParameters",
        "@connectionParameters('name', 'default')",
        1,
        &[
            argument("'name'", "Name of the connection parameter, be it in one of the parameter sets."),
            DEFAULT,
        ],
        "What the maker entered for a connection parameter; the second argument is used when there is \
         nothing.",
    ),
    ExpressionFunction {
        standing: Standing::Undocumented,
        ..ExpressionFunction::new(
            "environmentVariables",
            "@environmentVariables('schema_name')",
            1,
            &[argument("'schema_name'", "Schema name of the environment variable, its prefix included.")],
            "The value of an environment variable, by its schema name.",
        )
    },
    ExpressionFunction {
        standing: Standing::Undocumented,
        ..ExpressionFunction::new(
            "header",
            "@header('name', 'default')",
            1,
            &[HEADER, DEFAULT],
            "The value of a header, in a spelling that one page has. Write @headers.",
        )
    },
    ExpressionFunction::new(
        "headers",
        "@headers('name', 'default')",
        1,
        &[HEADER, DEFAULT],
        "The value of a header; the second argument is used when there is none.",
    ),
    ExpressionFunction::new(
        "item",
        "@item()",
        0,
        &[],
        "The current element, when the parent path of the policy is a list.",
    ),
    ExpressionFunction::new(
        "queryParameters",
        "@queryParameters('name', 'default')",
        1,
        &[argument("'name'", "Name of the query parameter."), DEFAULT],
        "The value of a query parameter; the second argument is used when there is none.",
    ),
    ExpressionFunction {
        is_constant: true,
        ..ExpressionFunction::new(
            "Request.OriginalHTTPMethod",
            "@Request.OriginalHTTPMethod",
            0,
            &[],
            "The method of the operation, for policies that send the call on.",
        )
    },
    ExpressionFunction {
        standing: Standing::SchemaOnly,
        ..ExpressionFunction::new(
            "triggerBody",
            "@triggerBody()",
            0,
            &[],
            "The last answer to a polling trigger. For the template pollingtrigger only.",
        )
    },
];

/// The function of this name, without its `@`, compared without ASCII case.
pub fn expression_function(name: &str) -> Option<&'static ExpressionFunction> {
    EXPRESSION_FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))
}
