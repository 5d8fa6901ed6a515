using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Search;
using Skiller.Contracts.Skills;
using Skiller.Grains.Search;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Search;

/// <summary>
/// Writes texts, and what they change in the lists: the old text goes out as it came in, the new one comes in. A question that is deleted
/// keeps its lists and is hidden by one of its own, so that a big one comes and goes at once; an answer that is deleted goes out.
/// </summary>
internal sealed class TextWrites(ISqlSession session, SqlText sql, int shard, TextRows texts, PostingWrites postings)
{
    private static readonly Occurrences _there = new(1, 0, 0, 0);

    public void Write(SearchChange change)
    {
        switch (change)
        {
            case SearchChange.Asked asked:
                Ask(asked);
                break;
            case SearchChange.QuestionEdited edited:
                Edit(edited);
                break;
            case SearchChange.Answered answered:
                Answer(answered);
                break;
            case SearchChange.Shown { Answer: { } answer } shown:
                ShowAnswer(shown.Question.Value, answer.Value, shown.IsShown);
                break;
            case SearchChange.Shown shown:
                ShowQuestion(shown.Question.Value, shown.IsShown);
                break;
            case SearchChange.Joined joined:
                Put(null, Profile(joined));
                break;
            case SearchChange.ProfileEdited edited:
                Edit(edited);
                break;
            case SearchChange.Described described:
                Describe(described.Skill, described.Description, described.Locale);
                break;
            case SearchChange.Used used:
                Describe(used.Skill, null, null);
                break;
        }
    }

    private void Ask(SearchChange.Asked asked)
    {
        List<string> tokens = [Tokens.Language(asked.Locale), .. asked.Skills.Select(Tokens.Skill)];
        if (asked.Author is { Value: > 0 } author)
        {
            tokens.Add(Tokens.Author(author.Value));
        }

        Put(null, new SearchText(
            SearchKind.Question, asked.Question.Value, 0, asked.Title, PlainWriting.Of(asked.Body), Names(asked.Skills), string.Join(' ', tokens), true));
        postings.Move(SearchKind.Question, asked.Question.Value, Tokens.Unanswered, _there);
    }

    private void Edit(SearchChange.QuestionEdited edited)
    {
        if (texts.Find(SearchKind.Question, edited.Question.Value, 0) is { } old)
        {
            var text = old with { Title = edited.Title ?? old.Title, Body = edited.Body is { } body ? PlainWriting.Of(body) : old.Body };
            Put(old, edited.Skills is { } skills ? WithSkills(text, skills) : text);
        }
    }

    private void Answer(SearchChange.Answered answered)
    {
        var (question, part) = (answered.Question.Value, answered.Answer.Value);
        if (texts.Find(SearchKind.Question, question, 0) is not { } itself)
        {
            return;
        }

        var old = texts.Find(SearchKind.Question, question, part);
        var text = new SearchText(
            SearchKind.Question, question, part, "", PlainWriting.Of(answered.Body), "", Tokens.Language(itself.Language ?? default), old?.IsShown ?? true);
        Count(question, () => Put(old, text));
    }

    private void ShowAnswer(long question, long answer, bool isShown)
    {
        if (texts.Find(SearchKind.Question, question, answer) is { } old && old.IsShown != isShown)
        {
            Count(question, () => Put(old, old with { IsShown = isShown }));
        }
    }

    private void ShowQuestion(long question, bool isShown)
    {
        if (texts.Find(SearchKind.Question, question, 0) is { } old && old.IsShown != isShown)
        {
            texts.Put(old with { IsShown = isShown });
            postings.Move(SearchKind.Question, question, Tokens.Hidden, isShown ? -_there : _there);
        }
    }

    private void Edit(SearchChange.ProfileEdited edited)
    {
        if (texts.Find(SearchKind.Member, edited.Member.Value, 0) is not { } old)
        {
            return;
        }

        // Name and handle, headline and description stand in one text each, a line end between.
        var (name, handle) = (Line(old.Title, 0), Line(old.Title, 1));
        var (headline, bio) = (Line(old.Body, 0), Line(old.Body, 1));
        var text = old with
        {
            Title = $"{edited.Name ?? name}\n{handle}",
            Body = $"{edited.Headline ?? headline}\n{(edited.Bio is { } written ? PlainWriting.Of(written) : bio)}",
        };
        Put(old, edited.Skills is { } skills ? WithSkills(text, skills) : text);
    }

    // A skill is one row in each shard where it is used, and one where it is described: no shard writes the rows of another.
    private void Describe(SkillSlug skill, string? description, Locale? locale)
    {
        var document = SkillNumber.Of(skill);
        var old = texts.Find(SearchKind.Skill, document, shard);
        if (old is null || description is not null)
        {
            Put(old, new SearchText(
                SearchKind.Skill,
                document,
                shard,
                skill.Value,
                description is null ? "" : SkillTexts.With(old?.Body ?? "", description, locale),
                skill.Value,
                Tokens.Skill(skill),
                true));
        }
    }

    private void Count(long question, Action write)
    {
        var before = texts.Answers(question);
        write();
        var after = texts.Answers(question);
        if (before == 0 != (after == 0))
        {
            postings.Move(SearchKind.Question, question, Tokens.Unanswered, after == 0 ? _there : -_there);
        }
    }

    private void Put(SearchText? old, SearchText text)
    {
        // What is hidden as a whole keeps its lists; an answer that is deleted has none.
        if (old is { } before && (before.IsShown || before.Part == 0))
        {
            postings.Remove(before);
        }

        if (text.IsShown || text.Part == 0)
        {
            postings.Add(text);
        }

        Name(old, text);
        texts.Put(text);
    }

    // Members are found by how words of their names begin, too.
    private void Name(SearchText? old, SearchText text)
    {
        if (text.Kind == SearchKind.Member)
        {
            var (before, after) = (SearchTerms.NamesOf(old), SearchTerms.NamesOf(text));
            foreach (var word in before.Except(after))
            {
                session.Send(sql["drop-name"], ("word", word), ("member", text.Document));
            }

            foreach (var word in after.Except(before))
            {
                session.Send(sql["put-name"], ("word", word), ("member", text.Document));
            }
        }
    }

    private static SearchText Profile(SearchChange.Joined joined) => WithSkills(
        new SearchText(
            SearchKind.Member, joined.Member.Value, 0, $"{joined.Name}\n{joined.Handle}", $"{joined.Headline}\n{PlainWriting.Of(joined.Bio)}", "", "", true),
        joined.Skills);

    private static SearchText WithSkills(SearchText text, ImmutableArray<SkillSlug> skills) => text with
    {
        Skills = Names(skills),
        Tokens = string.Join(
            ' ',
            text.Tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static token => token[0] != '[').Concat(skills.Select(Tokens.Skill))),
    };

    private static string Names(ImmutableArray<SkillSlug> skills) => string.Join(' ', skills.Select(static skill => skill.Value));

    private static string Line(string text, int number) => text.Split('\n', 2) is var lines && number < lines.Length ? lines[number] : "";
}
