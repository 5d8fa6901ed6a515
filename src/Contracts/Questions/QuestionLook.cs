namespace Skiller.Contracts.Questions;

/// <summary>Names what a question's page was made of: two equal stamps, the same page but for its views.</summary>
/// <param name="Activation">Which activation of the question said so; another one knows nothing of the asker's copy.</param>
/// <param name="Version">The version of its stream.</param>
[GenerateSerializer, Immutable, Alias("skiller.page-stamp")]
public readonly record struct PageStamp([property: Id(0)] ActivationId Activation, [property: Id(1)] long Version);

/// <summary>Asks for a question's page as a visitor sees it, unless it is still the one that the asker keeps.</summary>
/// <param name="Visits">How many views this look stands for.</param>
/// <param name="Kept">What the asker keeps, null for nothing.</param>
[GenerateSerializer, Immutable, Alias("skiller.look-at-question")]
public sealed record LookAtQuestion([property: Id(0)] int Visits, [property: Id(1)] PageStamp? Kept);

/// <summary>A question's page, or that the asker's is still right.</summary>
/// <param name="Stamp">What to keep it under.</param>
/// <param name="Views">Approximate.</param>
/// <param name="Page">Null when it is the one that the asker keeps.</param>
[GenerateSerializer, Immutable, Alias("skiller.question-look")]
public sealed record QuestionLook([property: Id(0)] PageStamp Stamp, [property: Id(1)] long Views, [property: Id(2)] QuestionView? Page);
