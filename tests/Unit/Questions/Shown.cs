using System.Text;
using Skiller.Grains.Questions;

namespace Skiller.Tests.Unit.Questions;

/// <summary>Everything that a state holds, as one text, so that two states can be compared.</summary>
internal static class Shown
{
    public static string Of(QuestionState state)
    {
        var text = new StringBuilder();
        text.Append(state.Id).Append('@').Append(state.Version).Append(' ').Append(state.Title).Append(" [").AppendJoin(',', state.Skills)
            .Append("] ").Append(state.Locale).Append(' ').Append(state.Status).Append(' ').Append(state.ViewsBefore)
            .Append(' ').Append(state.Acceptance).AppendLine();
        text.AppendJoin(' ', state.Order).AppendLine();
        Append(text, "question", state.Question);
        foreach (var (id, answer) in state.Answers.OrderBy(answer => answer.Key.Value))
        {
            Append(text, id.ToString(), answer);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Post? post)
    {
        text.Append(name).Append(": ");
        if (post is null)
        {
            text.AppendLine("none");
            return;
        }

        text.Append(post.Author).Append('|').Append(post.Body).Append('|').Append(post.CreatedAt.ToString("O")).Append('|').Append(post.CreatedBy)
            .Append('|').Append(post.Up).Append('/').Append(post.Down).Append("|v").Append(post.Version).Append('|').AppendJoin(' ', post.Edits)
            .Append('|').Append(post.Deletion?.By).Append('@').Append(post.Deletion?.Version)
            .Append('(').AppendJoin(',', post.Deletion?.Others.ToArray() ?? []).Append(')')
            .AppendJoin(' ', (post.Deletion?.Parts ?? []).Select(part => $"{part.Version}({string.Join(',', part.Members)})")).AppendLine();
        text.AppendJoin(' ', post.Ballots.OrderBy(ballot => ballot.Key.Value)).AppendLine();
        text.AppendJoin(' ', post.Comments).AppendLine();
    }
}
