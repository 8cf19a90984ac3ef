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
    sign_in: String,
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
        sign_in: sign_in(&params.sign_in)?,
    };
    match new_connector(&wanted) {
        NewFolder::Refused { reason } => Err(Error::invalid_params(reason)),
        NewFolder::Files(files) => {
            let files = files.into_iter().map(|file| NewFile { path: file.name, text: file.text });
            Ok(NewFiles { files: files.collect() })
        }
    }
}

fn sign_in(name: &str) -> Result<SignIn> {
    match name {
        "none" => Ok(SignIn::None),
        "apiKey" => Ok(SignIn::ApiKey),
        "basic" => Ok(SignIn::Basic),
        "oauth2" => Ok(SignIn::OAuth2),
        other => Err(Error::invalid_params(format!(
            "'{other}' is no way to sign in. Choose none, apiKey, basic or oauth2."
        ))),
    }
}
