using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>The author or an administrator edits a post they have seen in its present version. Texts that are as they were make no edit.</summary>
internal static class EditingPost
{
    public static Decision<EditReceipt> Decide(QuestionState state, EditPost command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal))
        {
            return refusal;
        }

        if (post.Author != command.Actor.Member && !command.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        if (command.Version != post.Version)
        {
            return RefusalCode.Stale;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var edited = Checked(command, faults);
        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        return Change(state, post, edited) is { } change
            ? Decision<EditReceipt>.Of(new EditReceipt(post.Version + 1), now, command.Actor.Member, change)
            : Decision<EditReceipt>.NoChange(new EditReceipt(post.Version));
    }

    /// <summary>The edit without what is as it was; null when nothing is left of it.</summary>
    public static PostEdited? Change(QuestionState state, Post post, PostEdited edited)
    {
        var title = edited.Title == state.Title ? null : edited.Title;
        var body = edited.Body == post.Body ? null : edited.Body;
        var skills = edited.Skills is { } wanted && !wanted.SequenceEqual(state.Skills) ? edited.Skills : null;
        return title is null && body is null && skills is null ? null : edited with { Title = title, Body = body, Skills = skills };
    }

    private static PostEdited Checked(EditPost command, ImmutableArray<FieldError>.Builder faults)
    {
        if (!command.Post.IsQuestion)
        {
            OfQuestionsOnly("title", command.Title is not null, faults);
            OfQuestionsOnly("skills", command.Skills is not null, faults);
        }

        return new PostEdited(
            command.Post,
            command.Post.IsQuestion && command.Title is { } title ? PostTextRules.Title(title, faults) : null,
            command.Body is { } body ? PostTextRules.Body(body, faults) : null,
            command.Post.IsQuestion && command.Skills is { } skills ? PostTextRules.Skills(skills, faults) : default(ImmutableArray<SkillSlug>?),
            command.Summary is { } summary ? PostTextRules.Summary(summary, faults) : null);
    }

    private static void OfQuestionsOnly(string field, bool given, ImmutableArray<FieldError>.Builder faults)
    {
        if (given)
        {
            faults.Add(FieldError.Of(field, "questions-only"));
        }
    }
}
