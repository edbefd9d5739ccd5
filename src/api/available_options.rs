//! What a contract from a template can receive, and what its participants can be given.

use super::Text;
use crate::json::{DecodeError, FromJson, Json};

/// `available_options`: what the participant form offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AvailableOptions {
    /// Ways to reach a participant.
    pub channels: Vec<AvailableOption>,
    /// Ways to sign.
    pub sign_methods: Vec<AvailableOption>,
    /// Second factors.
    pub second_factors: Vec<AvailableOption>,
    /// Whether the template has a place for attachments.
    pub attachments: bool,
    /// Whether it has a place for a PDF that is shown as a part of the document.
    pub expanded_pdf: bool,
    /// Whether it has a product table.
    pub products: bool,
}

/// One thing on offer. Its name is an open word: new ones must not break the form.
#[derive(Clone, Debug, PartialEq)]
pub struct AvailableOption {
    /// Oneflow's word, such as `email` or `swedish_bankid`.
    pub name: Text,
    /// Whether it comes preselected.
    pub preferred: bool,
    /// The participant's attributes that it needs, such as `phone_number`.
    pub requires: Vec<Text>,
}

impl AvailableOptions {
    /// The preferred one of a list, else its first.
    pub fn preferred(options: &[AvailableOption]) -> Option<&AvailableOption> {
        options.iter().find(|option| option.preferred).or_else(|| options.first())
    }
}

impl FromJson for AvailableOptions {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let list = |key| json.get::<Option<Vec<AvailableOption>>>(key).map(Option::unwrap_or_default);
        let flag = |key| json.get::<Option<bool>>(key).map(Option::unwrap_or_default);
        Ok(Self {
            channels: list("delivery_channels")?,
            sign_methods: list("sign_methods")?,
            second_factors: list("two_step_authentication_methods")?,
            attachments: flag("can_receive_attachments")?,
            expanded_pdf: flag("can_receive_expanded_pdf")?,
            products: flag("can_receive_products")?,
        })
    }
}

impl FromJson for AvailableOption {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            name: json.get("name")?,
            preferred: json.get::<Option<bool>>("preferred")?.unwrap_or_default(),
            requires: json.get::<Option<Vec<Text>>>("required_participant_attributes")?.unwrap_or_default(),
        })
    }
}
