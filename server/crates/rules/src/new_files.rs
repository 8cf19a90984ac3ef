//! Files that fixes make beside the definition. Their text is written when someone asks for it, so that a finding costs
//! nothing. Nobody may put one in the place of a file that is there.

use connector::{Connector, Definition, FileRole};
use syntax::edit::{Indent, Style};

use crate::settings::Profile;
use crate::{scaffold_properties, scaffold_readme};

/// What a new file starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scaffold {
    /// `apiProperties.json`: the colour and owners that a profile asks for, and what the definition says about signing in.
    Properties(Profile),
    /// `script.csx`: a script that sends every request on as it is.
    Script,
    /// `readme.md`: what the files say about the connector, and places for what they cannot say.
    Readme,
}

/// A file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its name, without a folder: it goes beside the definition.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it is to the connector; `None`: nothing that is read.
    pub role: Option<FileRole>,
}

impl NewFile {
    /// The file with this name; `None` without a definition, or if such a file is there.
    pub fn of(connector: &Connector, name: &str, scaffold: Scaffold) -> Option<Self> {
        let definition = connector.definition().filter(|_| connector.has_sibling(name) != Some(true))?;
        let style = style(definition);
        let (text, role) = match scaffold {
            Scaffold::Properties(profile) => (
                scaffold_properties::text(connector, definition, profile, &style),
                Some(FileRole::Properties),
            ),
            Scaffold::Script => (in_lines(SCRIPT, &style), Some(FileRole::Script)),
            Scaffold::Readme => (in_lines(&scaffold_readme::text(connector, definition), &style), None),
        };
        Some(Self { name: name.to_owned(), text, role })
    }
}

/// Whether a file with this name goes beside the definition, and nowhere else on any system.
pub(crate) fn is_beside(name: &str) -> bool {
    let is_special = |character: char| character.is_control() || "/\\:*?\"<>|".contains(character);
    !name.is_empty()
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(is_special)
}

/// The style of the definition, with spaces for tabs, which the rules ask for.
fn style(definition: &Definition) -> Style {
    const FOUR: Indent = Indent::Spaces(4);
    let style = *definition.tree().style();
    match style.indent {
        Indent::Spaces(1..) => style,
        Indent::Spaces(0) | Indent::Tab => Style { indent: FOUR, ..style },
        Indent::OneLine => Style { indent: FOUR, ..Style::default() },
    }
}

fn in_lines(text: &str, style: &Style) -> String {
    if style.line_end == "\n" { text.to_owned() } else { text.replace('\n', style.line_end) }
}

/// The class and its members are those of
/// <https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code>.
const SCRIPT: &str = "\
public class Script : ScriptBase
{
    // The platform calls this in place of the service. 'this.Context.OperationId' tells for which operation.
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        // What stands here can change the request before it is sent.
        HttpResponseMessage response = await this.Context
            .SendAsync(this.Context.Request, this.CancellationToken)
            .ConfigureAwait(continueOnCapturedContext: false);

        // What stands here can change the response before a flow or app gets it.
        return response;
    }
}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_folder_is_none_beside_the_definition() {
        for name in ["readme.md", "apiProperties.json", "my script.csx", "日本.json"] {
            assert!(is_beside(name), "{name}");
        }
        for name in ["", ".", "..", "../a.json", "a\\b.json", "c:a.json", ".hidden", "a.", "a\n"] {
            assert!(!is_beside(name), "{name}");
        }
    }
}
