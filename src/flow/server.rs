//! What is known of the server behind `api-base`.

use crate::api::announced::Announced;
use crate::api::moment::Moment;

/// What the answers from `api-base` have shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::flow) struct Server {
    /// What it does, by its latest answer.
    pub announced: Announced,
    /// Whether it refused a body that was streamed.
    pub refuses_streams: bool,
    /// When it last gave what was asked for.
    pub answered_at: Option<Moment>,
}
