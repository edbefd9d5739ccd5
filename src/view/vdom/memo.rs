//! Pieces of the screen that are drawn again only when something has changed that they are drawn from.

#[cfg(test)]
mod work;

use std::any::Any;
use std::ops::Deref;
use std::rc::Rc;

use yew::virtual_dom::{Key, VComp};
use yew::{Callback, Component, Context, Html, Properties};

use super::builder::VdomBuilder;
use super::context::ViewContext;

/// Something that the machine shares and never changes, compared by identity.
pub struct Shared<T: ?Sized>(Rc<T>);

impl<T: ?Sized> Shared<T> {
    /// Shares it.
    pub fn of(shared: &Rc<T>) -> Self {
        Self(shared.clone())
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// All that a piece of the screen is drawn from. It holds what is cheap to compare: ids, short texts, shared values.
pub trait Draw: PartialEq + 'static {
    /// Draws the piece: exactly one element.
    fn draw(&self, dom: &mut VdomBuilder);
}

/// A piece of any kind: Yew's code for a component exists once, and not for each kind.
trait Piece: Any {
    fn draw_piece(&self, dom: &mut VdomBuilder);
    fn is_same(&self, other: &dyn Piece) -> bool;
}

impl<T: Draw> Piece for T {
    fn draw_piece(&self, dom: &mut VdomBuilder) {
        self.draw(dom);
    }

    fn is_same(&self, other: &dyn Piece) -> bool {
        (other as &dyn Any).downcast_ref() == Some(self)
    }
}

#[derive(Clone, Properties)]
struct MemoProps {
    context: Rc<ViewContext>,
    piece: Rc<dyn Piece>,
}

impl PartialEq for MemoProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.context, &other.context) && self.piece.is_same(&*other.piece)
    }
}

/// Yew draws a component again only if its properties differ. An equal element, it compares node by node.
struct Memo;

impl Component for Memo {
    type Message = ();
    type Properties = MemoProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let MemoProps { context, piece } = ctx.props();
        let (link, dispatch) = (ctx.link().clone(), context.dispatch.clone());
        // A listener gives its message away. Where the message changes nothing, the piece needs a fresh listener.
        let dispatch = Callback::from(move |message| {
            dispatch.emit(message);
            link.send_message(());
        });
        let mut dom = VdomBuilder::new(context.clone(), dispatch);
        piece.draw_piece(&mut dom);
        dom.finish()
    }
}

impl VdomBuilder {
    /// Draws a piece, unless it is drawn already and nothing in it has changed.
    pub fn memo(&mut self, key: &str, piece: Rc<impl Draw>) {
        self.push_memo(key, piece);
    }

    #[inline(never)]
    fn push_memo(&mut self, key: &str, piece: Rc<dyn Piece>) {
        #[cfg(test)]
        work::drawn(key, &piece);
        let props = MemoProps { context: self.context.clone(), piece };
        self.push(VComp::new::<Memo>(Rc::new(props), Some(Key::from(key))).into());
    }
}
