//! The names of all phrases. In a phrase, `{0}` and `{1}` stand for values.
//!
//! Each language has a file beside this one. The build writes it as a list of texts, in the order below, into two
//! modules of the package: what the small WebAssembly module says, and what only the full one says. The element loads
//! what it needs and hands over the texts. So visitors download only the language that they read, and a page can
//! replace single texts. These files have no dependencies, because the build includes them too.

use std::cell::OnceCell;

use super::phrase::Phrase;
pub use super::phrase::{Counted, Forms, NoticeText, TWO_FORMS};

/// In place of what stands between thousands: only the browser knows it for a region, and loads its formats for it.
const ASK_HOST: &str = "\u{1}";

/// What only the browser knows of a language, with the language's tag.
#[derive(Clone, Copy)]
pub enum LocaleQuery<'a> {
    /// What stands between thousands.
    Thousands(&'a str),
    /// Which form of a [`Counted`] a count takes.
    Form(&'a str, u32),
}

macro_rules! phrases {
    (small { $($kind:ty { $($name:ident)+ })+ } full { $($rest:ty { $($later:ident)+ })* }) => {
        /// How many texts the small module says; the full one says all.
        pub const TEXTS_OF_SMALL: usize = first([$($(stringify!($name)),+),+].len());

        phrases! { $($kind { $($name)+ })+ $($rest { $($later)+ })* }
    };
    ($($kind:ty { $($name:ident)+ })+) => {
        /// A language as its file writes it: all phrases by name.
        #[allow(missing_docs, reason = "the phrases themselves, in `en.rs`, say what they are")]
        pub struct Language { $($(pub $name: $kind,)+)+ }

        impl Language {
            /// The texts with their names.
            pub fn list(&self) -> Vec<(String, &'static str)> {
                let mut all = Vec::new();
                $($(self.$name.list(stringify!($name), &mut all);)+)+
                all
            }
        }

        #[allow(non_camel_case_types, reason = "the names are the phrases'")]
        #[derive(Clone, Copy)]
        enum Nth { $($($name,)+)+ }

        /// How many texts each phrase is.
        const TEXTS: &[usize] = &[$($({ let _ = Nth::$name; <$kind as Phrase>::TEXTS },)+)+];
        const LENGTH: usize = first(TEXTS.len());

        /// A language as the element hands it over: all its texts, in the order of [`Language::list`]. Taking them over
        /// is one loop.
        pub struct Phrases {
            texts: [&'static str; LENGTH],
            ask_host: Box<dyn Fn(LocaleQuery<'_>) -> String>,
            separator: OnceCell<String>,
        }

        #[allow(missing_docs, reason = "the phrases themselves, in `en.rs`, say what they are")]
        impl Phrases {
            $($(pub fn $name(&self) -> <$kind as Phrase>::Taken {
                <$kind as Phrase>::at(&self.texts, const { first(Nth::$name as usize) })
            })+)+
        }
    };
}

/// Where the texts of a phrase begin in the list.
#[expect(clippy::indexing_slicing, reason = "a wrong index does not compile")]
const fn first(nth: usize) -> usize {
    let (mut before, mut place) = (0, 0);
    while before < nth {
        place += TEXTS[before];
        before += 1;
    }
    place
}

impl Phrases {
    /// Takes the texts over; one that is missing is empty.
    pub fn take(
        texts: impl Iterator<Item = &'static str>,
        ask_host: impl Fn(LocaleQuery<'_>) -> String + 'static,
    ) -> Self {
        let mut all = [""; LENGTH];
        for (place, text) in all.iter_mut().zip(texts) {
            *place = text;
        }
        Self { texts: all, ask_host: Box::new(ask_host), separator: OnceCell::new() }
    }

    /// What stands between thousands.
    pub fn separator(&self) -> &str {
        match self.thousands() {
            ASK_HOST => self.separator.get_or_init(|| (self.ask_host)(LocaleQuery::Thousands(self.tag()))),
            own => own,
        }
    }

    /// The form of a phrase that a count takes; the last one where the language has none by the browser's name.
    pub fn form(&self, forms: Forms, count: u32) -> &'static str {
        forms.text(&self.texts, &(self.ask_host)(LocaleQuery::Form(self.tag(), count)))
    }
}

/// Without a browser, as in native tests, every language counts like English.
impl From<&Language> for Phrases {
    fn from(language: &Language) -> Self {
        let host = |query: LocaleQuery<'_>| if let LocaleQuery::Form(_, 1) = query { "one" } else { "" };
        Self::take(language.list().into_iter().map(|(_, text)| text), move |query| host(query).to_owned())
    }
}

phrases! {
    small {
        &'static str {
            form_loading form_blocked form_unloaded form_crashed form_hint again tag thousands

            new_contract choose_template opening back request copy_request slow offline held_back opens_online copy
            copied set_up admin_title admin_message

            search_label search_hint all_workspaces workspaces templates hits unnamed_template number takes_products
            takes_files add_files no_hits clear_search loading_template continue_ of used_earlier similar

            change_template contract name data_fields no_fields only_empty none_empty parties no_parties origin
            origin_host origin_template restore page_says use_it parties_changed parties_come parties_go use_them
            removed undo counter add_company add_individual add_person add_colleague raise raise_named suggested
            owner_side owner_you own_part_label as_in_template i_sign i_do_not_sign you_are you_sign_too you_do_not_sign
            change name_fallback add_calling_code id_number edit edit_named done remove remove_named company individual
            party_kind nth_party nth_person person_name company_name registration_number country no_country email phone
            phone_hint title role delivery sign_with second_factor optional nobody_signs creating creating_body busy

            needed needed_for too_long not_an_email not_a_phone not_a_country not_a_number_here nobody duplicate
            too_many refused refused_with problem_at

            review in_workspace empty invitation_title invitation_hint invitation subject message create_draft
            create_and_send no_counterparty asking_host cancel discard

            send send_title send_again may_not_send needs_approval sending sending_body sent opened_for_signing
            nobody_was_notified no_link signable_until not_sent perhaps_sent draft_kept

            created created_not_sent created_body read_first reading_file read_file no_file delete_twin delete_now
            twin_deleted twin_kept open your_turn open_hint another state_and_id draft pending overdue signed declined

            refresh signed_of sign_waiting signs_not copy_link copy_link_named link_until declined_by declined_why
            created_on sent_on expires_on expired_on card_trouble

            unconfirmed unconfirmed_silent unconfirmed_failing looking found_none cannot_look candidate this_is_it
            look_again none_of_these create_anyway just_now

            reset_confirm reset_decline

            missing_attribute not_an_address insecure without_version not_a_number not_a_record_field no_authorize
            the_extension step_enable step_token step_paste record_has_contract record_is_out open_number

            channel_email channel_sms channel_same_device channel_none channel_email_and_sms sign_standard sign_sms
            sign_swedish sign_norwegian sign_danish sign_finnish sign_handwritten sign_eid factor_none factor_email
            factor_sms role_signatory role_influencer role_viewer role_organizer
        }
        Counted {
            elsewhere filled_from_host unused more_fields paused to_correct found minutes_ago hours_ago
        }
        NoticeText {
            twin another_record leaving configuration session_refused user_unknown token_refused extension_off
            no_workspace no_template unreachable forbidden failing contract_gone fields_changed preselection_missing
            loading_failed template_gone create_session create_plan create_permission create_missing create_conflict
            create_content create_content_placed rejected publish_plan publish_permission publish_missing
            publish_content publish_silent publish_session publish_failing nobody_notified
        }
    }
    full {
        &'static str {
            products products_loading products_missing products_not_read products_stay products_replace
            products_of_template products_untaxed template_rows page_rows page_rows_changed products_unplaced
            many_products nth_table add_row product_name product_description price second_price discount
            discount_kind discount_amount quantity chosen cell_in_row nth_row lower lower_named row_sum about
            too_precise negative not_a_percentage discount_too_high not_one_chosen same_id
            choose_files drop_files files_limits document_limits as_attachment as_document
            file_as file_of_page file_missing files_missing files_not_uploaded file_empty file_folder file_too_large
            file_wrong_kind file_not_pdf file_name_taken file_over_count file_too_much file_another_document
            file_no_place document_replaced kilobytes megabytes uploading uploading_file looking_for_file
            draft_has_files sent_after_files stop_upload upload_waiting upload_under_way upload_done upload_dropped
            upload_failed upload_doubtful upload_again leave_out leave_all_out take_uploaded

            list_title list_opening list_empty list_trouble back_to_list list_created list_updated list_offline
            list_not_loaded list_more_trouble list_admin_message
        }
        Counted {
            files_in_all list_count list_at_least
        }
        NoticeText {
            upload_missing upload_found upload_not_found upload_unknown upload_no_place upload_refused upload_forbidden
            upload_failing list_forbidden list_unlisted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EN, PL};
    use super::*;

    #[test]
    fn a_language_survives_as_a_list_of_texts() {
        let (first, last) = (EN.form_loading, EN.nobody_notified);
        let taken = Phrases::from(&EN);
        assert_eq!((taken.form_loading(), taken.nobody_notified().body), (first, last.body));
        let said = [taken.form(taken.paused(), 1), taken.form(taken.found(), 2)];
        assert_eq!(said, [EN.paused.one, EN.found.other]);
        assert_eq!(taken.texts.to_vec(), EN.list().into_iter().map(|(_, text)| text).collect::<Vec<_>>());
    }

    #[test]
    fn the_host_decides_which_form_a_count_takes_and_a_form_that_a_language_lacks_is_the_last_one() {
        let counts_like_polish = |query: LocaleQuery<'_>| {
            let LocaleQuery::Form("pl", count) = query else { return String::new() };
            ["many", "one", "few", "other", "two"].get(count as usize).copied().unwrap_or_default().to_owned()
        };
        let texts = |language: &Language| language.list().into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let polish = Phrases::take(texts(&PL).into_iter(), counts_like_polish);
        let hours = PL.hours_ago;
        let said = [0, 1, 2, 3, 4].map(|count| polish.form(polish.hours_ago(), count));
        assert_eq!(said, [hours.many, hours.one, hours.few, hours.other, hours.other]);
        let english = texts(&EN).into_iter().map(|text| if text == "en" { "pl" } else { text });
        let english = Phrases::take(english, counts_like_polish);
        let hours = EN.hours_ago;
        let said = [0, 1, 2, 3].map(|count| english.form(english.hours_ago(), count));
        assert_eq!(said, [hours.other, hours.one, hours.other, hours.other]);
    }

    #[test]
    fn a_button_is_called_by_what_stands_on_it() {
        for (code, it) in super::super::ALL {
            let pairs = [
                (it.edit, it.edit_named),
                (it.remove, it.remove_named),
                (it.raise, it.raise_named),
                (it.lower, it.lower_named),
                (it.copy_link, it.copy_link_named),
                (it.copy, it.copy_request),
            ];
            for (shown, name) in pairs {
                assert!(name.to_lowercase().contains(&shown.to_lowercase()), "{code}: `{shown}` is called `{name}`");
            }
        }
    }

    #[test]
    fn what_the_element_says_itself_comes_first() {
        let names: Vec<_> = EN.list().into_iter().take(8).map(|(name, _)| name).collect();
        let expected =
            ["form_loading", "form_blocked", "form_unloaded", "form_crashed", "form_hint", "again", "tag", "thousands"];
        assert_eq!(names, expected, "`www/languages.js` relies on it");
    }
}
