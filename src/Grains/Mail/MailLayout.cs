using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Skiller.Contracts;

namespace Skiller.Grains.Mail;

/// <summary>
/// The form of a mail: the same sentences as plain text and as a page. Whatever somebody wrote is one line or a quotation, is never part of the
/// subject, and is encoded in the page (X11). Nothing is loaded from anywhere: no picture, no style sheet, nothing that tells who reads.
/// </summary>
internal static class MailLayout
{
    private const int IdBytes = 16;
    private const string Paragraph = "<p style=\"margin:0 0 16px\">";
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The mail of an intent.</summary>
    /// <param name="key">The intent's key: the same key is the same mail.</param>
    /// <param name="letter">What it says.</param>
    public static OutgoingMail Of(string key, Letter letter)
    {
        var words = new Sentences(MailWords.In(letter.Locale), letter.Site);
        var name = MailKinds.NameOf(letter.Kind);
        var subject = words[$"{name}.subject"];
        ImmutableArray<string> paragraphs =
        [
            letter.Name is { Length: > 0 } called ? Fill(words["greeting"], [called]) : words["greeting.nobody"],
            .. Paragraphs(words[$"{name}.body"]).Select(text => Fill(text, letter.Arguments)),
        ];
        var label = letter.Link is null ? null : words[$"{name}.link"];
        return new OutgoingMail(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, IdBytes)),
            letter.To,
            letter.Locale,
            subject,
            Text(paragraphs, label, letter, words),
            Html(subject, paragraphs, label, letter, words))
        {
            Unsubscribe = letter.Unsubscribe,
        };
    }

    private static string[] Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Text(ImmutableArray<string> paragraphs, string? label, Letter letter, Sentences words)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        if (letter.Quote is { } quote)
        {
            foreach (var line in quote.ReplaceLineEndings("\n").Split('\n'))
            {
                text.Append("> ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        foreach (var section in letter.Sections)
        {
            text.Append(section.Title is { } title ? $"{title}\n\n" : "");
            foreach (var line in section.Lines)
            {
                text.Append("- ").Append(OneLine(line.Text)).Append("\n  ").Append(line.Link).Append("\n\n");
            }
        }

        if (label is not null)
        {
            text.Append(label).Append('\n').Append(letter.Link).Append("\n\n");
        }

        if (letter.Unsubscribe is { } end)
        {
            text.Append(words["unsubscribe"]).Append('\n').Append(end).Append("\n\n");
        }

        return text.Append("-- \n").Append(words["signature"]).Append('\n').ToString();
    }

    private static string Html(
        string subject, ImmutableArray<string> paragraphs, string? label, Letter letter, Sentences words)
    {
        var language = letter.Locale == Locale.En ? "en" : "fr";
        var html = new StringBuilder();
        html.Append($"<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Encode(subject)}</title></head>\n")
            .Append("<body style=\"margin:0;padding:24px 12px;background:#f4f5f7;color:#1d2433;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\n")
            .Append("<div style=\"max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #d9dde5;border-radius:8px;padding:24px\">\n")
            .Append("<p style=\"margin:0 0 24px;font-weight:700;font-size:18px;color:#5b2d8e\">").Append(Encode(letter.Site)).Append("</p>\n");
        foreach (var paragraph in paragraphs)
        {
            html.Append(Paragraph).Append(Encode(paragraph)).Append("</p>\n");
        }

        if (letter.Quote is { } quote)
        {
            html.Append("<blockquote style=\"margin:0 0 16px;padding:4px 0 4px 16px;border-left:3px solid #d9dde5;white-space:pre-line\">")
                .Append(Encode(quote)).Append("</blockquote>\n");
        }

        foreach (var section in letter.Sections)
        {
            html.Append(section.Title is { } title ? $"<h2 style=\"margin:24px 0 8px;font-size:16px\">{Encode(title)}</h2>\n" : "")
                .Append("<ul style=\"margin:0 0 16px;padding-left:20px\">\n");
            foreach (var line in section.Lines)
            {
                html.Append($"<li style=\"margin:0 0 8px\"><a href=\"{Encode(line.Link)}\" style=\"color:#5b2d8e\">{Encode(OneLine(line.Text))}</a></li>\n");
            }

            html.Append("</ul>\n");
        }

        if (label is not null)
        {
            html.Append(Paragraph)
                .Append($"<a href=\"{Encode(letter.Link!)}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;background:#5b2d8e;color:#ffffff;text-decoration:none;font-weight:600\">")
                .Append(Encode(label)).Append("</a></p>\n")
                .Append($"<p style=\"margin:0 0 16px;font-size:13px;color:#566074\">{Encode(words["link.plain"])}<br>{Encode(letter.Link!)}</p>\n");
        }

        if (letter.Unsubscribe is { } end)
        {
            html.Append($"<p style=\"margin:24px 0 0;font-size:13px;color:#566074\"><a href=\"{Encode(end)}\" style=\"color:#566074\">{Encode(words["unsubscribe"])}</a></p>\n");
        }

        return html.Append($"<p style=\"margin:24px 0 0;padding-top:16px;border-top:1px solid #d9dde5;font-size:13px;color:#566074\">{Encode(words["signature"])}</p>\n")
            .Append("</div></body></html>\n").ToString();
    }

    // One line each, so that nobody can write paragraphs of ours.
    private static string Fill(string pattern, ImmutableArray<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            pattern = pattern.Replace($"{{{i}}}", OneLine(arguments[i]), StringComparison.Ordinal);
        }

        return pattern;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Encode(string text) => _encoder.Encode(text);

    private readonly record struct Sentences(IReadOnlyDictionary<string, string> All, string Site)
    {
        public string this[string key] => All[key].Replace("{site}", Site, StringComparison.Ordinal);
    }
}
