//! `connector-ls/newConnector`: the files of a new connector, for the client to write. Its names are a promise.

use ide::making::folder::NewFolder;
use ide::making::{NewConnector, SignIn, new_connector};
use rules::Stop;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};

use crate::session::Snapshot;

/// What the user has answered.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wanted {
    title: String,
    host: String,
    base_path: String,
    publisher: String,
    sign_in: Way,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Way {
    None,
    ApiKey,
    Basic,
    Oauth2,
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct NewFiles {
    files: Vec<NewFile>,
}

#[derive(Serialize)]
struct NewFile {
    /// Relative to the folder.
    path: String,
    text: String,
}

/// The files. What they cannot be made of is an error whose message is for the user.
pub(crate) fn files(_: &Snapshot, params: &Wanted, _: &Stop) -> Result<NewFiles> {
    let wanted = NewConnector {
        title: params.title.clone(),
        host: params.host.clone(),
        base_path: params.base_path.clone(),
        publisher: params.publisher.clone(),
        sign_in: match params.sign_in {
            Way::None => SignIn::None,
            Way::ApiKey => SignIn::ApiKey,
            Way::Basic => SignIn::Basic,
            Way::Oauth2 => SignIn::OAuth2,
        },
    };
    match new_connector(&wanted) {
        NewFolder::Refused { reason } => Err(Error::invalid_params(reason)),
        NewFolder::Files(files) => {
            let files = files.into_iter().map(|file| NewFile { path: file.name, text: file.text });
            Ok(NewFiles { files: files.collect() })
        }
    }
}
