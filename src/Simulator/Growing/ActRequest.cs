using System.Text.Json.Nodes;
using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Words;

namespace Skiller.Simulator.Growing;

/// <summary>What an act created at the target.</summary>
/// <param name="Id">Its id; of an invitation its code.</param>
/// <param name="Question">The question it is or belongs to.</param>
/// <param name="Answer">The answer it is or belongs to.</param>
internal sealed record Known(string Id, string? Question, string? Answer);

/// <summary>The request that carries out an act, and what the journal is to say of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the API's base.</param>
/// <param name="Body">The body.</param>
/// <param name="Version">Of what is edited.</param>
/// <param name="Line">The journal's line, its outcome not yet known.</param>
internal sealed record ActRequest(HttpMethod Method, string Path, JsonObject? Body, int? Version, JournalLine Line)
{
    /// <summary>Whether it takes an idempotency key: what creates does.</summary>
    public bool IsKeyed => Method == HttpMethod.Post;
}

/// <summary>Makes requests of acts. Pure: the same act and the same ids make the same request.</summary>
internal sealed class ActRequests(Scenario scenario, IReadOnlyList<Person> people, string password, string? invitation)
{
    private readonly Writing _writing = new(scenario.Seed, scenario.Tag);

    /// <param name="act">An act that writes and is no draft.</param>
    /// <param name="needed">What <see cref="Act.Needs"/> created; null when it needs nothing.</param>
    public ActRequest Of(Act act, Known? needed)
    {
        var line = new JournalLine(act.Name, act.Kind, people[act.Actor].Handle, Outcome.Unknown);
        return act switch
        {
            Act.Invite invite => new(HttpMethod.Post, "invitations", new(), null, line with { Peer = people[invite.Newcomer].Handle }),
            Act.Join => Join(people[act.Actor], needed, line),
            Act.Ask ask => Ask(ask, line),
            Act.Answer answer => Answer(answer, needed!, line),
            Act.Comment comment => Comment(comment, needed!, line),
            Act.Edit edit => Edit(edit, needed!, line),
            Act.Vote vote => new(HttpMethod.Put, $"{PostPath(needed!)}/vote", new() { ["value"] = vote.Value }, null, At(line, needed!) with { Value = vote.Value }),
            Act.Accept => new(
                HttpMethod.Put, $"questions/{needed!.Question}/accepted-answer", new() { ["answerId"] = needed.Answer }, null, At(line, needed)),
            Act.Endorse endorse => new(
                HttpMethod.Put,
                $"members/{people[endorse.Peer].Handle}/endorsements/{Uri.EscapeDataString(endorse.Skill)}",
                new(),
                null,
                line with { Peer = people[endorse.Peer].Handle, Skills = [endorse.Skill] }),
            Act.Follow => new(HttpMethod.Put, $"questions/{needed!.Question}/follow", null, null, At(line, needed)),
            Act.FollowMember follow => new(HttpMethod.Put, $"members/{people[follow.Peer].Handle}/follow", null, null, line with { Peer = people[follow.Peer].Handle }),
            Act.Unfollow => new(HttpMethod.Delete, $"questions/{needed!.Question}/follow", null, null, At(line, needed)),
            Act.Introduce introduce => Introduce(introduce, line),
            Act.Mistake { IsVote: true } => new(HttpMethod.Put, $"{PostPath(needed!)}/vote", new() { ["value"] = 1 }, null, At(line, needed!) with { Value = 1 }),
            Act.Mistake => new(HttpMethod.Put, $"questions/{needed!.Question}/accepted-answer", new() { ["answerId"] = needed.Answer }, null, At(line, needed)),
            _ => throw new InvalidOperationException($"Nobody knows how to send {act.Kind}."),
        };
    }

    private ActRequest Join(Person person, Known? needed, JournalLine line)
    {
        var body = new JsonObject
        {
            ["invitation"] = needed?.Id ?? invitation,
            ["email"] = person.Email,
            ["password"] = password,
            ["handle"] = person.Handle,
            ["name"] = person.Name,
            ["locale"] = person.Locale,
        };
        if (person.Skills.Length > 0)
        {
            body["skills"] = List(person.Skills);
        }

        var inviter = person.InvitedBy is { } by ? people[by].Handle : null;
        return new(HttpMethod.Post, "members", body, null, line with { Peer = inviter, Skills = person.Skills, Secret = person.Email });
    }

    private ActRequest Ask(Act.Ask ask, JournalLine line)
    {
        var (title, text) = (_writing.Title(ask.Name, ask.Locale, ask.Skills), _writing.Question(ask.Name, ask.Locale));
        var body = new JsonObject { ["title"] = title, ["body"] = text, ["skills"] = List(ask.Skills), ["locale"] = ask.Locale };
        return new(HttpMethod.Post, "questions", body, null, line with { Title = title, Text = Fingerprint.Of(text), Skills = ask.Skills });
    }

    private ActRequest Answer(Act.Answer answer, Known question, JournalLine line)
    {
        var text = _writing.Answer(answer.Name, answer.Locale);
        return new(HttpMethod.Post, $"questions/{question.Question}/answers", new() { ["body"] = text }, null, At(line, question) with { Text = Fingerprint.Of(text) });
    }

    private ActRequest Comment(Act.Comment comment, Known post, JournalLine line)
    {
        var text = _writing.Comment(comment.Name, comment.Locale);
        return new(HttpMethod.Post, $"{PostPath(post)}/comments", new() { ["body"] = text }, null, At(line, post) with { Text = Fingerprint.Of(text) });
    }

    private ActRequest Edit(Act.Edit edit, Known post, JournalLine line)
    {
        var before = post.Answer is null ? _writing.Question(edit.Post, edit.Locale) : _writing.Answer(edit.Post, edit.Locale);
        var text = _writing.Edited(before, edit.Name, edit.Locale);
        return new(HttpMethod.Patch, PostPath(post), new() { ["body"] = text }, 1, At(line, post) with { Text = Fingerprint.Of(text) });
    }

    private ActRequest Introduce(Act.Introduce introduce, JournalLine line)
    {
        var (headline, bio) = (_writing.Headline(introduce.Name, introduce.Locale), _writing.Introduction(introduce.Name, introduce.Locale));
        return new(HttpMethod.Patch, "members/me", new() { ["headline"] = headline, ["bio"] = bio }, null, line with { Title = headline, Text = Fingerprint.Of(bio) });
    }

    private static JournalLine At(JournalLine line, Known post) => line with { Question = post.Question, Answer = post.Answer };

    private static string PostPath(Known post) => post.Answer is { } answer ? $"questions/{post.Question}/answers/{answer}" : $"questions/{post.Question}";

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(static text => JsonValue.Create(text))];
}
