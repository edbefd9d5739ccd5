//! What participants can choose among, in the sets that the templates share.

use std::sync::Arc;

use crate::account::model::{Choices, Creator};

/// The sets.
pub struct Sets {
    pub everything: Arc<Choices>,
    pub email_only: Arc<Choices>,
    pub strong: Arc<Choices>,
    pub by_hand: Arc<Choices>,
    /// With names that no list of known values has, as a later version of Oneflow would send.
    pub newer: Arc<Choices>,
}

/// One of each.
#[rustfmt::skip]
pub fn sets() -> Sets {
    use Creator::{Organizer, Signatory};
    Sets {
        everything: choices(
            &["email", "sms", "email_and_sms", "none"],
            &["standard_esign", "sms", "swedish_bankid", "handwritten_signature"],
            &["none", "sms", "email"],
            Signatory,
        ),
        email_only: choices(&["email"], &["standard_esign"], &["none"], Organizer),
        strong: choices(
            &["email", "same_device"],
            &["swedish_bankid", "norwegian_bankid", "standard_esign"],
            &["none", "email"],
            Signatory,
        ),
        by_hand: choices(&["none", "sms"], &["handwritten_signature", "sms"], &["none"], Organizer),
        newer: choices(&["email", "whatsapp"], &["standard_esign", "mitid"], &["none", "authenticator_app"], Signatory),
    }
}

fn choices(channels: &[&str], sign_methods: &[&str], second_factors: &[&str], creator: Creator) -> Arc<Choices> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Arc::new(Choices {
        channels: owned(channels),
        sign_methods: owned(sign_methods),
        second_factors: owned(second_factors),
        creator,
    })
}
