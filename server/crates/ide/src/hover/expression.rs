//! Functions in the texts of policies.

use connector::{Document, FileRole, expression};
use syntax::Span;
use vocabulary::{Place, expression_function};

use super::Hover;
use crate::markup::{Line, Markup};

/// The function whose name stands at a place in a policy's text.
pub(super) fn at(document: &Document, offset: u32) -> Option<Hover> {
    if !matches!(document.role(), FileRole::Properties | FileRole::PolicyTemplateInstances) {
        return None;
    }
    let node = document.tree().node_at(offset);
    let span = node.content_span();
    if !node.is_string() || !span.touches(offset) {
        return None;
    }
    node.ancestors().find(|around| document.place(*around) == Place::PolicyParameters)?;
    let text = document.tree().text().get(span.range())?;
    let call = expression::calls(text).find(|call| {
        Span::new(span.start + call.name_span.start, span.start + call.name_span.end).touches(offset)
    })?;
    let function = expression_function(call.name)?;
    let mut told = Markup::default();
    told.paragraph(Line::default().code(function.call));
    told.paragraph(function.doc);
    if let Some(standing) = function.standing.doc() {
        told.paragraph(standing);
    }
    let points = function.parameters.iter();
    told.list(
        points
            .map(|parameter| Line::default().code(parameter.label).text(format!(": {}", parameter.doc)))
            .collect(),
    );
    let name = Span::new(span.start + call.name_span.start, span.start + call.name_span.end);
    Some(Hover { span: name, text: told })
}
