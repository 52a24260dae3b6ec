/** The marks that Telegram's apps take for formatting while one types: **bold**, __italic__, `code` and the like. */

const STYLES = { "**": "bold", "__": "italic", "~~": "strikethrough", "||": "spoiler" };
const MARKED = /```(?<block>[\s\S]+?)```|`(?<code>[^`\n]+)`|(?<![\p{L}\p{N}])(?<mark>\*\*|__|~~|\|\|)(?=\S)(?<styled>[\s\S]+?)(?<=\S)\k<mark>(?![\p{L}\p{N}])/gu;

/** What was typed as {text, entities}, entities as in Bot API "MessageEntity". */
export const formatted = (typed) => read(typed.trim(), { text: "", entities: [] });

function read(typed, draft) {
  let done = 0;
  for (const { 0: whole, index, groups } of typed.matchAll(MARKED)) {
    const { block, code, mark, styled } = groups;
    draft.text += typed.slice(done, index);
    done = index + whole.length;
    const offset = draft.text.length;
    if (styled) read(styled, draft);
    else draft.text += block ?? code;
    draft.entities.push({ type: STYLES[mark] ?? (block ? "pre" : "code"), offset, length: draft.text.length - offset });
  }
  draft.text += typed.slice(done);
  return draft;
}
