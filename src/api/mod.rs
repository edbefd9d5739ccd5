//! What Oneflow says and hears: values read from its answers, values written into requests, and the failures between.

pub mod access_link;
pub mod address;
pub mod announced;
pub mod available_options;
pub mod channel;
pub mod contract;
pub mod contract_file;
mod contract_party;
pub mod data_field;
pub mod decimal;
pub mod extension;
pub mod failure;
pub mod ids;
pub mod invitation;
pub mod known_contract;
pub mod moment;
pub mod money;
pub mod new_contract;
pub mod overview;
pub mod page;
pub mod participant;
mod permissions;
pub mod price;
pub mod problem;
pub mod product;
pub mod product_column;
pub mod product_group;
pub mod template;
mod text;
pub mod user;

/// Characters of a name that are kept: more than anybody reads, and few enough for every list.
const LONGEST_NAME: usize = 1_000;

/// A name as it is kept.
#[inline(never)]
fn cut(name: Text) -> Text {
    let end = name.char_indices().nth(LONGEST_NAME).and_then(|(end, _)| name.get(..end));
    end.map(Text::from).unwrap_or(name)
}

pub use text::Text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_between_characters_and_only_where_it_is_longer_than_anybody_reads() {
        let name = |length| Text::from("å".repeat(length));
        assert_eq!(cut(name(1_000)), name(1_000));
        assert_eq!(cut(name(1_001)), name(1_000));
        assert_eq!(cut(Text::default()), Text::default());
    }
}
