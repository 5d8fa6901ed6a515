using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>Describes endpoints where they are mapped, so that the API's document cannot forget one.</summary>
internal static class Describing
{
    /// <summary>An operation that only reads.</summary>
    public static OperationBuilder Query(this RouteHandlerBuilder route, string id, string summary) => Describe(route, id, summary, writes: false);

    /// <summary>An operation that changes something.</summary>
    public static OperationBuilder Act(this RouteHandlerBuilder route, string id, string summary) => Describe(route, id, summary, writes: true);

    private static OperationBuilder Describe(RouteHandlerBuilder route, string id, string summary, bool writes)
    {
        var facts = new OperationFacts { Writes = writes };

        // The problem is produced here so that its schema is in the document; OperationDescription says which ones each operation has.
        route.Finally(endpoint => endpoint.Metadata.Add(new TagsAttribute(Feature(endpoint))));
        route.WithName(id).WithSummary(summary).WithMetadata(facts).Produces<ProblemDocument>(StatusCodes.Status400BadRequest, ProblemDocument.MediaType);
        return new OperationBuilder(route, facts);
    }

    /// <summary>The first word of the path: questions, members, skills.</summary>
    private static string Feature(EndpointBuilder endpoint) =>
        endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.StartsWith(Answers.Base, StringComparison.Ordinal)
            ? path[(Answers.Base.Length + 1)..].Split('/')[0]
            : "api";
}

/// <summary>An operation that is being described.</summary>
internal sealed class OperationBuilder(RouteHandlerBuilder route, OperationFacts facts)
{
    /// <summary>Only members may call it.</summary>
    public OperationBuilder Members() => With(() => route.WithMetadata(MembersOnly.It));

    /// <summary>It reads a JSON body of this shape.</summary>
    public OperationBuilder Takes<TBody>()
        where TBody : notnull => With(() =>
    {
        facts.TakesBody = true;
        route.Accepts<TBody>("application/json");
    });

    /// <summary>It reads a JSON body of this shape, or none at all.</summary>
    public OperationBuilder MayTake<TBody>()
        where TBody : notnull => With(() =>
    {
        facts.TakesBody = true;
        route.Accepts<TBody>(isOptional: true, "application/json");
    });

    /// <summary>It takes an Idempotency-Key.</summary>
    public OperationBuilder Keyed() => With(() => facts.TakesKey = true);

    /// <summary>It demands If-Match, and gives the new version.</summary>
    public OperationBuilder IfMatch() => With(() =>
    {
        facts.TakesVersion = facts.GivesEtag = true;
        facts.Refusals.UnionWith([RefusalCode.Stale, RefusalCode.IfMatchRequired]);
    });

    /// <summary>It answers 200 with this shape.</summary>
    public OperationBuilder Gives<TAnswer>() => With(() => route.Produces<TAnswer>(StatusCodes.Status200OK, "application/json"));

    /// <summary>It answers 200 with a page of these, in one of these orders.</summary>
    public OperationBuilder Lists<TItem>(params string[] sorts) => With(() =>
    {
        facts.IsList = true;
        facts.Sorts = sorts;
        route.Produces<ListJson<TItem>>(StatusCodes.Status200OK, "application/json");
    });

    /// <summary>It answers 200 with a page that is more than its items, in one order.</summary>
    public OperationBuilder Pages<TPage>() => With(() =>
    {
        facts.IsList = true;
        Gives<TPage>();
    });

    /// <summary>It answers 200 with this shape and its ETag, or 304.</summary>
    public OperationBuilder GivesTagged<TAnswer>() => With(() =>
    {
        facts.GivesEtag = facts.GivesNotModified = true;
        route.Produces<TAnswer>(StatusCodes.Status200OK, "application/json");
    });

    /// <summary>It answers 201 with this shape.</summary>
    public OperationBuilder Creates<TAnswer>() => With(() => route.Produces<TAnswer>(StatusCodes.Status201Created, "application/json"));

    /// <summary>It answers 201 with this shape, and says where it is.</summary>
    public OperationBuilder CreatesAt<TAnswer>() => With(() =>
    {
        facts.GivesLocation = true;
        Creates<TAnswer>();
    });

    /// <summary>It answers 200 with a stream of events that does not end by itself.</summary>
    public OperationBuilder Streams() => With(() => route.Produces<string>(StatusCodes.Status200OK, "text/event-stream"));

    /// <summary>It answers 202 without a body.</summary>
    public OperationBuilder Accepts() => With(() => route.Produces(StatusCodes.Status202Accepted));

    /// <summary>It answers 204.</summary>
    public OperationBuilder GivesNothing() => With(() => route.Produces(StatusCodes.Status204NoContent));

    /// <summary>It can be refused with these codes besides those that every operation of its kind has.</summary>
    public OperationBuilder Refuses(params ReadOnlySpan<RefusalCode> codes)
    {
        foreach (var code in codes)
        {
            facts.Refusals.Add(code);
        }

        return this;
    }

    private OperationBuilder With(Action describe)
    {
        describe();
        return this;
    }
}
