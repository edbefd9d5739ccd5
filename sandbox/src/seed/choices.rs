//! What participants can choose from, in sets that templates share.

use std::sync::Arc;

use crate::model::{Choices, CreatorRole};

/// The sets of choices.
pub struct Sets {
    pub all: Arc<Choices>,
    pub email_only: Arc<Choices>,
    pub identifying: Arc<Choices>,
    pub handwritten: Arc<Choices>,
    /// With names that are in no list of known values, as a later version of Oneflow would send.
    pub newer: Arc<Choices>,
}

/// All sets.
#[rustfmt::skip]
pub fn sets() -> Sets {
    use CreatorRole::{Organizer, Signatory};
    Sets {
        all: choices(
            &["email", "sms", "email_and_sms", "none"],
            &["standard_esign", "sms", "swedish_bankid", "handwritten_signature"],
            &["none", "sms", "email"],
            Signatory,
        ),
        email_only: choices(&["email"], &["standard_esign"], &["none"], Organizer),
        identifying: choices(
            &["email", "same_device"],
            &["swedish_bankid", "norwegian_bankid", "standard_esign"],
            &["none", "email"],
            Signatory,
        ),
        handwritten: choices(&["none", "sms"], &["handwritten_signature", "sms"], &["none"], Organizer),
        newer: choices(&["email", "whatsapp"], &["standard_esign", "mitid"], &["none", "authenticator_app"], Signatory),
    }
}

fn choices(channels: &[&str], sign_methods: &[&str], second_factors: &[&str], creator: CreatorRole) -> Arc<Choices> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Arc::new(Choices {
        channels: owned(channels),
        sign_methods: owned(sign_methods),
        second_factors: owned(second_factors),
        creator,
    })
}
