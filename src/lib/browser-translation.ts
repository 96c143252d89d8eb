/** The child of `parent` that is or contains a node; null if the node is elsewhere. */
const childWith = (parent: Node, node: Node): Node | null => {
  let child: Node | null = node;
  while (child !== null && child.parentNode !== parent) child = child.parentNode;
  return child;
};

/**
 * Browsers translate a page by putting `<font>` elements around its text nodes or in their place. React does not know of
 * them and throws when it removes such a text node or inserts an element before it. From here on, both work with the
 * element around the text node, and a text node that is no longer in the document needs no removal.
 */
export const tolerateTranslation = (prototype: Node): void => {
  // oxlint-disable-next-line typescript/unbound-method -- called with the node that they are methods of
  const { removeChild, insertBefore } = prototype;

  prototype.removeChild = function tolerantRemoveChild<T extends Node>(this: Node, node: T): T {
    const child = childWith(this, node);
    if (child !== null) removeChild.call(this, child);
    return node;
  };

  prototype.insertBefore = function tolerantInsertBefore<T extends Node>(
    this: Node,
    node: T,
    before: Node | null,
  ): T {
    insertBefore.call(this, node, before && childWith(this, before));
    return node;
  };
};
