//! What templates differ in. What all of them have in common tells none of them apart.

use crate::api::template::Template;

/// What templates differ in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Differing {
    /// Their types.
    pub kinds: bool,
    /// Whether products can be added.
    pub products: bool,
    /// Whether files can be attached.
    pub attachments: bool,
}

impl Differing {
    pub(super) fn between(templates: &[&Template]) -> Self {
        let any = |differs: fn(&Template, &Template) -> bool| {
            templates.windows(2).any(|pair| matches!(pair, [a, b] if differs(a, b)))
        };
        Self {
            kinds: any(|a, b| a.kind.as_ref().map(|kind| kind.id) != b.kind.as_ref().map(|kind| kind.id)),
            products: any(|a, b| a.options.products != b.options.products),
            attachments: any(|a, b| a.options.attachments != b.options.attachments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::available_options::AvailableOptions;
    use crate::api::ids::{TemplateId, TemplateTypeId};
    use crate::api::template::TemplateType;

    fn differing(templates: &[(u64, bool)]) -> Differing {
        let template = |(kind, products): &(u64, bool)| {
            let kind = Some(TemplateType { id: TemplateTypeId(*kind), name: "Deal".into() });
            let options = AvailableOptions { products: *products, attachments: true, ..AvailableOptions::default() };
            Template { id: TemplateId(1), name: None, kind, options, creator_signs: None }
        };
        let templates: Vec<_> = templates.iter().map(template).collect();
        Differing::between(&templates.iter().collect::<Vec<_>>())
    }

    #[test]
    fn what_all_templates_have_in_common_tells_none_apart() {
        assert_eq!(differing(&[]), Differing::default());
        assert_eq!(differing(&[(1, true), (1, true)]), Differing::default());
        assert_eq!(differing(&[(1, true), (1, false)]), Differing { products: true, ..Differing::default() });
        assert_eq!(differing(&[(1, true), (2, true)]), Differing { kinds: true, ..Differing::default() });
    }
}
